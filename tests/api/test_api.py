"""The HTTP surface: the same answers, and problem documents for everything that cannot be read."""

from typing import Any

import pytest
from starlette.testclient import TestClient

from cleanclaim.assistant import Assistant


def test_an_answer_is_the_one_the_assistant_gives(client: TestClient, assistant: Assistant) -> None:
    question = "Can 20610 and 20552 be billed together?"
    got = client.post("/v1/answers", json={"question": question, "id": "q1", "context": {"state": "FL"}}).json()
    assert got["case"] == "q1" and got["verdict"] == "depends"
    assert got["context"]["state"] == "FL"
    assert {c["code"] for c in got["codes"] if c["stance"] == "recommended"} == {"20610", "20552"}


def test_a_check_is_the_same_object_without_prose(client: TestClient) -> None:
    got = client.post("/v1/checks", json={"claim": "20552-50 x3 | dx M54.12 | state FL"}).json()
    assert set(got) == {"claim", "as_of", "codes", "findings", "checks", "versions"}
    assert "bilateral-not-allowed" in {f["rule"] for f in got["findings"]}


def test_rules_are_listed_and_shown(client: TestClient) -> None:
    rules = client.get("/v1/rules").json()
    assert {"ptp-pair", "units-above-mue"} <= {r["id"] for r in rules}
    assert client.get("/v1/rules/ptp-pair").json()["url"].startswith("https://")


def test_health_names_the_versions(client: TestClient) -> None:
    assert client.get("/healthz").json()["status"] == "ok"


@pytest.mark.parametrize(
    ("path", "body", "says"),
    [
        ("/v1/answers", {"question": ""}, "empty"),
        ("/v1/answers", {"question": 5}, "question"),
        ("/v1/answers", {}, "question"),
        ("/v1/answers", {"question": "x", "colour": "red"}, "colour"),
        ("/v1/answers", {"question": "is 20552 right", "context": {"state": "Narnia"}}, "no state"),
        ("/v1/answers", {"question": "is 20552 right", "context": []}, "context"),
        ("/v1/answers", {"question": "x" * 100_000}, "question"),
        ("/v1/answers", {"question": "\u0000\u0001"}, "not text"),
        ("/v1/checks", {"claim": "nonsense"}, "claim line"),
        ("/v1/checks", {"claim": ""}, "empty"),
    ],
)
def test_what_cannot_be_read_is_a_problem_document(client: TestClient, path: str, body: Any, says: str) -> None:
    response = client.post(path, json=body)
    assert response.status_code == 422
    assert response.headers["content-type"] == "application/problem+json"
    assert says in response.json()["detail"] and "\n" not in response.json()["detail"]


def test_malformed_and_huge_bodies_are_problems_too(client: TestClient) -> None:
    malformed = client.post("/v1/answers", content=b"{not json", headers={"content-type": "application/json"})
    assert (malformed.status_code, malformed.headers["content-type"]) == (400, "application/problem+json")
    huge = client.post("/v1/answers", json={"question": "x" * 3_000_000})
    assert (huge.status_code, huge.headers["content-type"]) == (413, "application/problem+json")


def test_an_unknown_rule_or_path_is_not_found(client: TestClient) -> None:
    assert client.get("/v1/rules/no-such").status_code == 404
    assert client.get("/nowhere").headers["content-type"] == "application/problem+json"


def test_a_misspelt_parameter_is_refused_and_never_passed_over(client: TestClient) -> None:
    response = client.get("/v1/coverage", params={"procedure": "20552", "stat": "OH"})
    assert response.status_code == 422
    assert "“stat” is no parameter" in response.json()["detail"] and "state" in response.json()["detail"]


def test_a_claim_whose_parts_are_no_text_is_unreadable_and_no_fault(client: TestClient) -> None:
    for part in ({"code": {}}, {"code": "20552", "modifiers": [{}]}, {"code": ["20552"]}):
        assert client.post("/v1/checks", json={"claim": {"lines": [part]}}).status_code == 422
