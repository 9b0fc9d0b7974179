"""One answer, whoever is asked: command line, HTTP, events, chat completions and MCP give the same, field by field."""

import json
from typing import Any

import anyio
import pytest
from mcp import Client
from starlette.testclient import TestClient

from cleanclaim import assemble, cli, mcp_server
from cleanclaim.api import Service, create
from cleanclaim.assistant import Assistant
from cleanclaim.evals import case
from cleanclaim.settings import Settings
from cleanclaim.storage import open_database
from cleanclaim.tables.library import Library

Asked = dict[str, Any]
FEWEST = 57


@pytest.fixture(scope="module")
def today(settings: Settings) -> Assistant:
    """The assistant as the command line has it, whose day is the machine's."""
    return assemble.assistant(settings)


@pytest.fixture(scope="module")
def asked(settings: Settings) -> list[Asked]:
    """Questions of the eval cases with their contexts, and a question that follows another."""
    told = [
        each.model_dump(mode="json", include={"id", "question", "context"})
        for each in case.load(settings.evals / "cases")
    ]
    follows = {"id": "and", "question": "and for 20552?", "context": {}, "earlier": ["does M79.18 support 20553?"]}
    return [*told[:FEWEST], follows]


@pytest.fixture(scope="module")
def wanted(
    today: Assistant, asked: list[Asked], settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> list[Any]:
    """What the command line answers."""
    folder = tmp_path_factory.mktemp("parity")
    source, target = folder / "asked.jsonl", folder / "answered.jsonl"
    source.write_text("\n".join(map(json.dumps, asked)), encoding="utf-8")
    with pytest.raises(SystemExit) as done:
        cli.main(["ask", "--input", str(source), "--output", str(target)])
    assert done.value.code == 0
    return [_same(json.loads(line)) for line in target.read_text(encoding="utf-8").splitlines()]


@pytest.fixture(scope="module")
def client(today: Assistant, settings: Settings) -> TestClient:
    library = Library.open(assemble.build_tables(settings))
    return TestClient(create(Service(today, library, open_database(settings), assemble.ledger(settings))))


def _same(answer: dict[str, Any]) -> dict[str, Any]:
    """Leave out what names the occasion and not the answer."""
    return {key: value for key, value in answer.items() if key not in ("id", "case")}


def test_http_answers_as_the_command_line(client: TestClient, asked: list[Asked], wanted: list[Any]) -> None:
    assert len(wanted) > FEWEST
    assert [_same(client.post("/v1/answers", json=each).json()) for each in asked] == wanted


def test_the_events_put_together_are_the_answer(client: TestClient, asked: list[Asked], wanted: list[Any]) -> None:
    for each, whole in zip(asked, wanted, strict=True):
        response = client.post("/v1/answers", json={**each, "stream": True})
        blocks = [dict(line.split(": ", 1) for line in b.splitlines()) for b in response.text.strip().split("\n\n")]
        events = [(block["event"], json.loads(block["data"])) for block in blocks]
        assert _same(events[-1][1]) == whole
        for name, field in (("code", "codes"), ("finding", "findings"), ("citation", "citations")):
            assert [data for event, data in events if event == name] == whole[field]
        assert "".join(data["text"] for event, data in events if event == "text") == whole["text"]
        decided = _same(events[0][1])
        assert decided == {key: whole[key] for key in decided} and decided["verdict"] == whole["verdict"]


@pytest.mark.parametrize("stream", [False, True])
def test_chat_completions_carry_the_answer(
    client: TestClient, asked: list[Asked], wanted: list[Any], stream: bool
) -> None:
    for each, whole in zip(asked, wanted, strict=True):
        said = [*each.get("earlier", []), each["question"]]
        body = {
            "messages": [{"role": "user", "content": text} for text in said],
            "context": each["context"],
            "stream": stream,
        }
        response = client.post("/v1/chat/completions", json=body)
        if stream:
            *lines, end = [line.removeprefix("data: ") for line in response.text.strip().split("\n\n")]
            chunks = [json.loads(line) for line in lines]
            text = "".join(chunk["choices"][0]["delta"].get("content", "") for chunk in chunks)
            assert end == "[DONE]"
        else:
            chunks = [response.json()]
            text = chunks[0]["choices"][0]["message"]["content"]
        assert (text, _same(chunks[-1]["cleanclaim"])) == (whole["text"], whole)


def test_mcp_answers_as_the_command_line(today: Assistant, asked: list[Asked], wanted: list[Any]) -> None:
    async def ask_all() -> list[Any]:
        async with Client(mcp_server.create(today)) as agent:
            return [await agent.call_tool("ask", _arguments(each)) for each in asked]

    assert [_same(result.structured_content) for result in anyio.run(ask_all)] == wanted


def _arguments(each: Asked) -> dict[str, Any]:
    told = {key: value for key, value in each["context"].items() if value is not None}
    return {"question": each["question"], "earlier": each.get("earlier", []), **told}
