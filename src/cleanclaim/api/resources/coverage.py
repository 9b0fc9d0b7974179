"""Coverage of a procedure for a diagnosis."""

from typing import Annotated

from fastapi import APIRouter, Query

from cleanclaim import lookup
from cleanclaim.api import problems
from cleanclaim.api.parts import On, State, state_of
from cleanclaim.api.resources.policies import Payer
from cleanclaim.api.security import guarded
from cleanclaim.api.service import Service
from cleanclaim.claim import Claim, Line
from cleanclaim.codes import validate
from cleanclaim.lookup import CoverageRecord
from cleanclaim.reading import places


def routes(service: Service) -> APIRouter:
    router = guarded(service, "read", "coverage")

    @router.get("/v1/coverage", responses=problems.of(422))
    def coverage(
        procedure: Annotated[str, Query(min_length=1, max_length=20, examples=["20552"])],
        diagnosis: Annotated[str | None, Query(min_length=1, max_length=20, examples=["M79.18"])] = None,
        state: State = None,
        payer: Payer = None,
        on: On = None,
    ) -> CoverageRecord:
        """Judge the pair by every document that may govern; what is silent is `not_checked`."""
        claim = Claim(
            lines=(Line(code=validate(procedure, "CPT", "HCPCS")),),
            diagnoses=(validate(diagnosis, "ICD-10-CM"),) if diagnosis else (),
            date_of_service=on,
            state=state_of(state),
            payer=places.canonical_payer(payer) or None if payer else None,
        )
        return lookup.coverage(claim, service.desk())

    return router
