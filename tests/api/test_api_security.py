"""Keys: needed from the first one on, with the scope of what is asked; revoked ones and guesses are refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest
from starlette.testclient import TestClient

from cleanclaim.api import Service, create
from cleanclaim.api.serving import refuse_open_door
from cleanclaim.errors import SettingsError
from cleanclaim.storage import keys

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
ASKED = {"question": "what is 20552"}


def _with(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}


@pytest.fixture
def guarded(own: Service) -> tuple[TestClient, str, str]:
    made, token = keys.create(own.database, "a practice", ("ask",), NOW)
    return TestClient(create(own), raise_server_exceptions=False), token, made.id


def test_without_any_key_this_machine_may_ask(own: Service) -> None:
    assert TestClient(create(own)).post("/v1/answers", json=ASKED).status_code == 200


def test_from_the_first_key_on_every_request_needs_one(guarded: tuple[TestClient, str, str]) -> None:
    client, token, _ = guarded
    refused = client.post("/v1/answers", json=ASKED)
    assert refused.status_code == 401 and refused.headers["www-authenticate"].startswith("Bearer")
    assert client.post("/v1/answers", json=ASKED, headers=_with(token)).status_code == 200
    assert client.get("/healthz").status_code == 200


def test_a_scope_that_is_missing_is_named(guarded: tuple[TestClient, str, str]) -> None:
    client, token, _ = guarded
    refused = client.get("/metrics", headers=_with(token))
    assert refused.status_code == 403 and "operate" in refused.json()["detail"]


@pytest.mark.parametrize("guess", ["", "cc", "cc__", "cc_{id}_", "cc_{id}_guess", "x_{id}_guess", "cc_0_guess", "é"])
def test_a_guess_is_no_key(guarded: tuple[TestClient, str, str], guess: str) -> None:
    client, _, name = guarded
    sent = {"authorization": f"Bearer {guess.format(id=name)}".encode("latin-1")}
    assert client.post("/v1/answers", json=ASKED, headers=sent).status_code == 401


def test_a_revoked_key_is_refused_at_once(own: Service, guarded: tuple[TestClient, str, str]) -> None:
    client, token, name = guarded
    assert keys.revoke(own.database, name, NOW) and not keys.revoke(own.database, name, NOW)
    assert client.post("/v1/answers", json=ASKED, headers=_with(token)).status_code == 401


def test_the_token_is_nowhere_in_the_database(own: Service) -> None:
    _, token = keys.create(own.database, "a practice", ("ask",), NOW)
    secret = token.split("_", 2)[2]
    with own.database.connect() as connection:
        rows = connection.exec_driver_sql("select * from keys").all()
    assert rows and secret not in str(rows)


def test_an_address_that_others_reach_is_refused_without_a_key(own: Service) -> None:
    for host in ("0.0.0.0", "::", "192.0.2.1", "coding.example"):
        with pytest.raises(SettingsError, match="no key"):
            refuse_open_door(host, own.database)
    refuse_open_door("127.0.0.1", own.database)
    keys.create(own.database, "a practice", ("ask",), NOW)
    refuse_open_door("0.0.0.0", own.database)


def test_a_caller_above_its_allowance_waits_for_the_next_minute(own: Service) -> None:
    clock = [NOW]
    client = TestClient(create(replace(own, rate_limit=2, now=lambda: clock[0])))
    first = client.get("/v1/rules")
    assert first.headers["ratelimit-policy"] == '"requests";q=2;w=60'
    assert first.headers["ratelimit"] == '"requests";r=1;t=60'
    assert client.get("/v1/tables").headers["ratelimit"].startswith('"requests";r=0')
    refused = client.get("/v1/rules")
    assert (refused.status_code, refused.headers["retry-after"]) == (429, "60")
    assert refused.headers["content-type"] == "application/problem+json"
    clock[0] = datetime(2026, 11, 23, 12, 1, tzinfo=UTC)
    assert client.get("/v1/rules").status_code == 200


def test_named_origins_alone_are_let_in(own: Service) -> None:
    client = TestClient(create(replace(own, origins=("https://ours.example",))))
    ours = client.get("/healthz", headers={"origin": "https://ours.example"})
    assert ours.headers["access-control-allow-origin"] == "https://ours.example"
    theirs = client.get("/healthz", headers={"origin": "https://theirs.example"})
    assert "access-control-allow-origin" not in theirs.headers
