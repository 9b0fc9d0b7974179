"""Feedback is kept with its answer, once a caller, without identifiers."""

from starlette.testclient import TestClient

from cleanclaim.api import Service, create
from cleanclaim.storage import feedback


def test_an_opinion_is_kept_and_a_later_one_takes_its_place(own: Service) -> None:
    client = TestClient(create(own))
    answer = client.post("/v1/answers", json={"question": "what is 20552", "context": {"state": "FL"}}).json()
    for thumb, reason in (("up", ""), ("down", "call me at 555-123-4567")):
        given = client.post("/v1/feedback", json={"answer": answer, "thumb": thumb, "reason": reason})
        assert (given.status_code, given.json()["answer_id"]) == (201, answer["id"])
    [kept] = feedback.listed(own.database)
    assert (kept.thumb, kept.context, kept.question) == ("down", {"state": "FL"}, "what is 20552")
    assert "555-123-4567" not in kept.reason


def test_an_answer_that_is_none_is_refused(client: TestClient) -> None:
    assert client.post("/v1/feedback", json={"answer": {"id": "x"}, "thumb": "up"}).status_code == 422
