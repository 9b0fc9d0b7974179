"""Whatever the OpenAPI document lets a client send, and much that it does not, is answered as the document says.

A longer run: `CLEANCLAIM_EXAMPLES=1000 python -m pytest tests/api/test_api_schema.py`.
"""

import os
from dataclasses import replace
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from schemathesis import GenerationMode, checks

from cleanclaim.api import Service, create
from cleanclaim.api.security import SCOPES
from cleanclaim.storage import keys

EXAMPLES = int(os.environ.get("CLEANCLAIM_EXAMPLES", "5"))
# Left out: positive_data_acceptance, for text of the right shape may still be no code, no claim and no question.
CHECKS = [
    checks.not_a_server_error,
    checks.status_code_conformance,
    checks.content_type_conformance,
    checks.response_schema_conformance,
    checks.response_headers_conformance,
    checks.negative_data_rejection,
    checks.missing_required_header,
    checks.ignored_auth,
]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["valid", "invalid"])
def test_every_answer_is_one_the_document_promises(own: Service, mode: GenerationMode) -> None:
    _, token = keys.create(own.database, "schemathesis", tuple(SCOPES), own.now())
    schema = schemathesis.openapi.from_asgi("/openapi.json", create(replace(own, rate_limit=1_000_000)))
    tried = set()
    for operation in (result.ok() for result in schema.get_all_operations()):
        if mode is GenerationMode.NEGATIVE and not (operation.body or operation.query or operation.path_parameters):
            continue

        @given(case=operation.as_strategy(generation_mode=mode))
        @settings(
            max_examples=EXAMPLES,
            deadline=None,
            database=None,
            derandomize=EXAMPLES <= 5,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
        )
        def holds(case: Any) -> None:
            response = case.call(headers={"Authorization": f"Bearer {token}"})
            # Too large is a refusal too, which the check of refusals does not know.
            too_large = response.status_code == 413
            case.validate_response(
                response, checks=[c for c in CHECKS if not (too_large and c is checks.negative_data_rejection)]
            )

        holds()
        tried.add(operation.label)
    assert "POST /v1/answers" in tried and "GET /v1/coverage" in tried
