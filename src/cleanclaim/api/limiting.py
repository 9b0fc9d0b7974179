"""How many requests a caller may make in a minute, told in the `RateLimit` headers of every answer."""

from datetime import datetime

from fastapi import Request
from starlette.concurrency import run_in_threadpool

from cleanclaim.api.problems import Refused
from cleanclaim.api.service import Service
from cleanclaim.storage import allowances

BY_KEY = 600
"""Requests a minute that a key may make unless the operator says otherwise."""


async def admit(service: Service, request: Request, name: str, has_key: bool) -> None:
    """Count the request; refuse it with 429 when the minute's allowance is used up."""
    quota = service.rate_limit or (BY_KEY if has_key else None)
    if quota is None:
        return
    owner = name if has_key else f"address:{request.client.host if request.client else ''}"
    now = service.now()
    asked = await run_in_threadpool(allowances.count, service.database, owner, now)
    reset = _left(now)
    request.state.headers |= {
        "RateLimit-Policy": f'"requests";q={quota};w={allowances.WINDOW}',
        "RateLimit": f'"requests";r={max(0, quota - asked)};t={reset}',
    }
    if asked > quota:
        detail = f"{quota} requests a minute are allowed; the next one is in {reset} seconds."
        raise Refused(429, detail, "too-many-requests", headers={"Retry-After": str(reset)})


def _left(now: datetime) -> int:
    """Count the seconds to the end of the running minute."""
    return allowances.WINDOW - int(now.timestamp()) % allowances.WINDOW
