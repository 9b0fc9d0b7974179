"""Codes, policies, coverage, passages and tables by address."""

import pytest
from starlette.testclient import TestClient


def test_a_code_says_what_the_tables_say_and_which_release_said_it(client: TestClient) -> None:
    got = client.get("/v1/codes/20552", params={"on": "2024-08-01"}).json()
    assert got["mue"]["value"] == 1 and got["in_force"] is True and got["on"] == "2024-08-01"
    assert {t["name"] for t in got["tables"]} == {"procedures", "mue", "pfs"}
    ended = client.get("/v1/codes/M79.1", params={"on": "2026-01-05"}).json()
    assert ended["in_force"] is False and "M79.18" in ended["successors"]


def test_a_code_of_no_table_is_not_found_and_names_the_rule(client: TestClient) -> None:
    response = client.get("/v1/codes/99999")
    assert (response.status_code, response.json()["rules"]) == (404, ["unknown-code"])
    assert client.get("/v1/codes/Z99.XYZ").json()["rules"] == ["unknown-diagnosis"]


def test_policies_are_filtered_by_procedure_state_and_payer(client: TestClient) -> None:
    got = client.get("/v1/policies", params={"procedure": "20552", "state": "Florida", "payer": "medicare"}).json()
    assert {p["mac"] for p in got} == {"First Coast"}
    assert all(p["in_force"] for p in got)


def test_a_policy_is_found_by_its_articles_number_with_its_sections(client: TestClient) -> None:
    got = client.get("/v1/policies/A57701").json()
    assert got["id"] == "L34211" and got["sections"] and got["diagnoses"]["state"] == "listed"
    assert client.get("/v1/policies/L00000").status_code == 404


def test_coverage_without_a_list_is_not_checked_and_never_covered(client: TestClient) -> None:
    florida = client.get("/v1/coverage", params={"procedure": "20552", "diagnosis": "M79.18", "state": "FL"}).json()
    assert florida["status"] == "not_checked"
    california = client.get("/v1/coverage", params={"procedure": "20552", "diagnosis": "M79.18", "state": "CA"}).json()
    assert california["status"] == "covered" and california["branches"][0]["document"] == "L34211/A57701"
    nobody = client.get("/v1/coverage", params={"procedure": "20552", "payer": "nobody"}).json()
    assert nobody["status"] == "not_checked" and "no document" in nobody["why"]


def test_passages_are_searched_with_filters(client: TestClient) -> None:
    got = client.get("/v1/search", params={"q": "how many sessions a year", "state": "CA", "limit": 3}).json()
    assert 1 <= len(got["passages"]) <= 3
    assert all(not p["states"] or "CA" in p["states"] for p in got["passages"])


def test_tables_name_the_release_that_answers(client: TestClient) -> None:
    got = client.get("/v1/tables").json()
    assert {"ptp", "mue", "icd10cm"} <= {t["table"] for t in got if t["answers"]}


@pytest.mark.parametrize(
    "path",
    [
        "/v1/codes/20552?on=yesterday",
        "/v1/codes/20552?on=2026-02-30",
        "/v1/codes/%00",
        "/v1/codes/20552?on=%FF",
        "/v1/coverage",
        "/v1/coverage?procedure=20552&state=Narnia",
        "/v1/coverage?procedure=20552&diagnosis=20552",
        "/v1/policies?procedure=%F0%28%8C%28",
        "/v1/search?q=",
        "/v1/search?q=x&limit=0",
        "/v1/tables?on=2026",
        "/v1/tables?on=0",
        "/v1/tables?on=",
    ],
)
def test_a_bad_address_is_a_problem_document(client: TestClient, path: str) -> None:
    response = client.get(path)
    assert (response.status_code, response.headers["content-type"]) == (422, "application/problem+json")
