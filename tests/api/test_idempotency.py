"""The same key and body give the same answer; another body, a running request and a failed one are told apart."""

from datetime import UTC, datetime, timedelta

import pytest
from starlette.testclient import TestClient

from cleanclaim.api import Service, create
from cleanclaim.storage import replies

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASKED = {"question": "what is 20552"}
KEY = {"idempotency-key": "order-1"}


@pytest.fixture
def asked(own: Service) -> TestClient:
    return TestClient(create(own), raise_server_exceptions=False)


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("/v1/answers", ASKED),
        ("/v1/checks", {"claim": "20552 | dx M79.18"}),
        ("/v1/chat/completions", {"messages": [{"role": "user", "content": "what is 20552"}]}),
    ],
)
def test_asked_again_the_answer_is_the_same_to_the_byte(asked: TestClient, path: str, body: dict[str, object]) -> None:
    first, again = (asked.post(path, json=body, headers=KEY) for _ in range(2))
    assert first.status_code == again.status_code == 200 and first.content == again.content
    assert "idempotency-replayed" not in first.headers and again.headers["idempotency-replayed"] == "true"


def test_without_a_key_each_answer_is_its_own(asked: TestClient) -> None:
    first, again = (asked.post("/v1/answers", json=ASKED).json() for _ in range(2))
    assert first["id"] != again["id"]


def test_another_body_under_the_same_key_is_refused(asked: TestClient) -> None:
    asked.post("/v1/answers", json=ASKED, headers=KEY)
    other = asked.post("/v1/answers", json={"question": "what is 20553"}, headers=KEY)
    assert (other.status_code, other.json()["type"]) == (422, "urn:cleanclaim:problem:key-reused")


def test_a_request_still_under_way_is_a_conflict_until_its_process_must_be_dead(own: Service) -> None:
    assert replies.reserve(own.database, "anyone", "order-1", "digest", NOW).state == "new"
    assert replies.reserve(own.database, "anyone", "order-1", "digest", NOW).state == "pending"
    later = NOW + timedelta(minutes=3)
    assert replies.reserve(own.database, "anyone", "order-1", "digest", later).state == "new"


def test_what_failed_may_be_sent_again_under_its_key(asked: TestClient) -> None:
    assert asked.post("/v1/answers", json={"question": "!"}, headers=KEY).status_code == 422
    assert asked.post("/v1/answers", json=ASKED, headers=KEY).status_code == 200


def test_one_callers_key_is_not_anothers(own: Service) -> None:
    replies.reserve(own.database, "key:a", "order-1", "digest", NOW)
    assert replies.reserve(own.database, "key:b", "order-1", "other", NOW).state == "new"


def test_a_stream_takes_no_key(asked: TestClient) -> None:
    assert asked.post("/v1/answers", json={**ASKED, "stream": True}, headers=KEY).status_code == 422
