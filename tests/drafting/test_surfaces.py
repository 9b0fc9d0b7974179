"""The worst model through every surface: the real client over loopback, no code outside the checked set, and it says so."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from starlette.testclient import TestClient

import scripted
from cleanclaim import assemble
from cleanclaim.api import Service, create
from cleanclaim.assistant import Assistant
from cleanclaim.settings import Settings
from cleanclaim.storage import open_database
from cleanclaim.tables.library import Library
from scripted import SCRIPTS, Server

PAIR = "Can 20610 and 20552 be billed together?"
WRONG = ("20559", "2O558", "99999", "64550", "20553 x3")


@pytest.fixture
def server() -> Iterator[Server]:
    with scripted.serve(SCRIPTS["hallucinated"]) as server:
        yield server


@pytest.fixture
def client(assistant: Assistant, settings: Settings, server: Server, tmp_path: Path) -> TestClient:
    model = assemble.model(Settings(openai_api_key="x", openai_base_url=server.url, model="scripted-1"))
    library = Library.open(assemble.build_tables(settings))
    here = settings.model_copy(update={"home": tmp_path})
    return TestClient(
        create(Service(replace(assistant, model=model), library, open_database(here), assemble.ledger(here)))
    )


def test_the_command_line_shows_the_mark_and_not_the_code(server: Server, settings: Settings) -> None:
    environment = os.environ | {
        "OPENAI_API_KEY": "x",
        "OPENAI_BASE_URL": server.url,
        "CLEANCLAIM_HOME": str(settings.home),
    }
    command = [sys.executable, "-m", "cleanclaim", "ask", PAIR, "--json"]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    answer = json.loads(done.stdout)
    assert "[withheld: " in answer["text"] and not any(w in answer["text"] for w in WRONG)
    offline = subprocess.run([*command, "--offline"], env=environment, capture_output=True, text=True, check=True)
    assert json.loads(offline.stdout)["review"] == "composed"


@pytest.mark.parametrize("name", ["hallucinated", "poisoned", "ignores-rules", "retired", "cut"])
def test_the_api_streams_only_what_was_checked(client: TestClient, server: Server, name: str) -> None:
    server.play(SCRIPTS[name])
    body = {"model": "cleanclaim", "stream": True, "messages": [{"role": "user", "content": PAIR}]}
    streamed = client.post("/v1/chat/completions", json=body)
    whole = client.post("/v1/answers", json={"question": PAIR})
    assert streamed.status_code == whole.status_code == 200
    for shown_text in (streamed.text, whole.json()["text"]):
        assert not any(w in shown_text for w in WRONG)
    assert whole.json()["verdict"] == "depends" and whole.json()["review"] == "withheld"
