"""The receipt of an answer by address: as it was kept, and derived again."""

from dataclasses import replace

import pytest
from starlette.testclient import TestClient

from cleanclaim.api import Service, create
from cleanclaim.receipts.book import LedgerBook


@pytest.fixture
def keeping(own: Service) -> TestClient:
    assistant = replace(own.assistant, book=LedgerBook(own.ledger))
    return TestClient(create(replace(own, assistant=assistant)), raise_server_exceptions=False)


def test_every_answer_leaves_a_receipt_that_replays_to_the_same(keeping: TestClient) -> None:
    answer = keeping.post("/v1/answers", json={"question": "does M79.18 support 20553 in Ohio"}).json()
    got = keeping.get(f"/v1/receipts/{answer['id']}").json()
    assert got["n"] == 1 and got["is_intact"] and got["receipt"]["derived"]["verdict"] == answer["verdict"]
    assert "support" not in str(got["receipt"]["question"])
    replayed = keeping.get(f"/v1/receipts/{answer['id']}/replay").json()
    assert replayed["is_identical"] is True


def test_no_receipt_is_not_found_and_no_id_is_refused(keeping: TestClient) -> None:
    assert keeping.get(f"/v1/receipts/{'0' * 32}").status_code == 404
    assert keeping.get("/v1/receipts/..%2F..").status_code in (404, 422)


def test_an_answer_whose_receipt_cannot_be_written_is_withheld_with_a_problem(
    own: Service, keeping: TestClient
) -> None:
    own.ledger.path.mkdir()
    for asked in ({"question": "what is 20552"}, {"question": "what is 20552", "stream": True}):
        withheld = keeping.post("/v1/answers", json=asked)
        assert (withheld.status_code, withheld.json()["type"]) == (503, "urn:cleanclaim:problem:receipt-unwritable")
