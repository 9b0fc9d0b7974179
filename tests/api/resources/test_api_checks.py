"""Claims one by one and by the thousand: each gets its own errors."""

from starlette.testclient import TestClient


def test_a_claim_in_parts_is_the_claim_in_notation(client: TestClient) -> None:
    parts = {"lines": [{"code": "20552", "units": 2}], "diagnoses": ["m5412"], "state": "FL"}
    told = client.post("/v1/checks", json={"claim": parts}).json()
    assert told == client.post("/v1/checks", json={"claim": "20552 x2 | dx M54.12 | state FL"}).json()


def test_one_unreadable_claim_costs_the_others_nothing(client: TestClient) -> None:
    sent = [
        "20552-50 | dx M79.18",
        "nonsense",
        {"lines": [{"code": "2055"}]},
        5,
        {"colour": "red"},
        "20553 | dx M79.18",
    ]
    told = client.post("/v1/checks", json={"claims": sent}).json()
    assert [r["outcome"] for r in told["results"]][1:5] == ["unreadable"] * 4
    first = told["results"][0]["errors"][0]
    assert first["code"] == "bilateral-not-allowed" and first["description"] and first["follow_up_action"]
    assert told["results"][5]["answer"]["claim"] == "20553 | dx M79.18"
    assert sum(told["counts"].values()) == len(sent)


def test_a_thousand_claims_are_answered_and_more_are_refused(client: TestClient) -> None:
    told = client.post("/v1/checks", json={"claims": ["20552 | dx M79.18"] * 1_000}).json()
    assert len(told["results"]) == 1_000
    assert client.post("/v1/checks", json={"claims": ["20552"] * 1_001}).status_code == 422


def test_neither_or_both_are_refused(client: TestClient) -> None:
    assert client.post("/v1/checks", json={}).status_code == 422
    assert client.post("/v1/checks", json={"claim": "20552", "claims": ["20552"]}).status_code == 422


def test_an_invalid_code_names_its_rule(client: TestClient) -> None:
    told = client.get("/v1/coverage", params={"procedure": "nope"}).json()
    assert told["rules"] == ["unknown-code"] and told["type"] == "urn:cleanclaim:problem:invalid-code"


def test_half_a_character_is_told_and_not_a_fault(client: TestClient) -> None:
    headers = {"content-type": "application/json"}
    for body in (b'{"claims": ["\\ud800"]}', b'{"claim": "\\ud800"}', b'{"claim": {"lines": [{"code": "\\ud800"}]}}'):
        assert client.post("/v1/checks", content=body, headers=headers).status_code in (200, 422)
    for body in (
        b'{"question": "\\ud800 20552"}',
        b'{"question": "what is 20552", "id": "\\ud800"}',
        b'{"\\ud800": 1}',
    ):
        assert client.post("/v1/answers", content=body, headers=headers).status_code == 422
