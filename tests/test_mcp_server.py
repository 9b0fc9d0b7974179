"""The MCP server, asked by the real client: in memory, over stdio, over HTTP. The answers are the assistant's own."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client

from cleanclaim import lookup
from cleanclaim.assistant import Assistant
from cleanclaim.claim import parse
from cleanclaim.errors import BrokenKnowledge, ReceiptUnwritable
from cleanclaim.mcp_server import create, opening
from cleanclaim.settings import Settings

TOOLS = {"ask", "check_claim", "lookup_code", "coverage", "search_policies", "explain_rule"}
QUESTION = "does M54.12 support 20552"
OHIO = {"state": "OH", "payer": "medicare", "date_of_service": "2026-03-02"}


def using(server: Any, work: Callable[[Client], Awaitable[Any]]) -> Any:
    """Do some work with a client of a server."""

    async def run() -> Any:
        async with Client(server) as client:
            return await work(client)

    return anyio.run(run)


def call(assistant: Assistant, tool: str, **arguments: Any) -> Any:
    return using(create(assistant), lambda client: client.call_tool(tool, arguments))


def test_every_tool_says_what_it_takes_and_what_it_gives(assistant: Assistant) -> None:
    tools = using(create(assistant), lambda client: client.list_tools()).tools
    assert {tool.name for tool in tools} == TOOLS
    for tool in tools:
        assert tool.description and tool.output_schema and tool.annotations.read_only_hint
        assert all("description" in p or p.get("type") == "integer" for p in tool.input_schema["properties"].values())


def test_an_answer_is_the_one_the_assistant_gives(assistant: Assistant) -> None:
    told = call(assistant, "ask", question=QUESTION, **OHIO).structured_content
    from cleanclaim.asking import context

    own = assistant.answer(QUESTION, context(OHIO)).model_dump(mode="json")
    assert told | {"id": own["id"]} == own


def test_a_follow_up_is_read_in_the_light_of_the_earlier_question(assistant: Assistant) -> None:
    told = call(assistant, "ask", question="and with M79.18?", earlier=[QUESTION], **OHIO).structured_content
    assert "20552" in told["claim"] and told["verdict"] == "yes"


def test_a_check_is_the_one_the_rules_give(assistant: Assistant) -> None:
    line = "20552-50 x3 | dx M54.12 | dos 2026-03-02 | state FL"
    told = call(assistant, "check_claim", claim=line).structured_content
    assert told == assistant.check(parse(line)).model_dump(mode="json")


def test_look_ups_are_the_shared_ones(assistant: Assistant) -> None:
    on = assistant.today()
    code = lookup.code("20552", assistant.tables_on(on), assistant.knowledge)
    assert code and call(assistant, "lookup_code", code="20552").structured_content == code.model_dump(mode="json")
    rule = lookup.rule("ptp-pair")
    assert rule and call(assistant, "explain_rule", rule="ptp-pair").structured_content == rule.model_dump(mode="json")
    found = call(assistant, "search_policies", query="how many sessions a year", limit=2, **OHIO).structured_content
    assert len(found["passages"]) == 2 and all(p["text"] and p["url"] for p in found["passages"])
    covered = call(assistant, "coverage", procedure="20552", diagnosis="M54.12", **OHIO).structured_content
    assert (covered["status"], covered["state"]) == ("not_covered", "OH")


@pytest.mark.parametrize(
    ("tool", "arguments", "says"),
    [
        ("ask", {"question": ""}, "empty"),
        ("ask", {"question": 5}, "question of ask"),
        ("ask", {}, "question of ask: Field required"),
        ("ask", {"question": "x", "colour": "red"}, "“colour” is no argument of ask; expected question"),
        ("ask", {"question": "is 20552 right", "state": "Narnia"}, "no state"),
        ("ask", {"question": "is 20552 right", "date_of_service": "soon"}, "no date"),
        ("ask", {"question": "is 20552 right", "earlier": "no list"}, "earlier of ask"),
        ("check_claim", {"claim": "nonsense"}, "not a claim line"),
        ("lookup_code", {"code": "hello"}, "form of no code"),
        ("lookup_code", {"code": "99998"}, "in no table on file"),
        ("coverage", {"procedure": "M79.18"}, "form of a CPT"),
        ("search_policies", {"query": "x", "limit": 0}, "limit of search_policies"),
        ("explain_rule", {"rule": "no-such"}, "is no rule; expected one of"),
        ("no_such", {}, "is no tool; expected one of ask"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    assistant: Assistant, tool: str, arguments: dict[str, Any], says: str
) -> None:
    result = call(assistant, tool, **arguments)
    text = result.content[0].text
    assert result.is_error and says in text and "\n" not in text and "Traceback" not in text


def test_an_answer_without_a_receipt_is_withheld_with_its_sentence(assistant: Assistant) -> None:
    from dataclasses import replace

    class Full:
        def keep(self, *given: Any) -> str | None:
            raise ReceiptUnwritable("The answer is withheld: the disk is full.")

        def reword(self, *given: Any) -> str | None:
            raise ReceiptUnwritable("full")

    result = call(replace(assistant, book=Full()), "ask", question=QUESTION)
    assert result.is_error and result.content[0].text == "The answer is withheld: the disk is full."


def test_what_keeps_the_assistant_from_opening_is_said_to_whoever_asks() -> None:
    def broken() -> Assistant:
        raise BrokenKnowledge("policies/x.md:3: no state.")

    result = using(opening(broken), lambda client: client.call_tool("ask", {"question": QUESTION}))
    assert result.is_error and result.content[0].text == "policies/x.md:3: no state."


def test_a_fault_of_ours_shows_nothing_of_its_inside(
    assistant: Assistant, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def broken(*given: Any) -> None:
        raise RuntimeError("secret")

    monkeypatch.setattr(lookup, "rule", broken)
    result = call(assistant, "explain_rule", rule="ptp-pair")
    assert result.is_error and "secret" not in result.content[0].text and "secret" in caplog.text


async def drive(client: Client) -> None:
    """Use every tool once, as an agent would."""
    assert {tool.name for tool in (await client.list_tools()).tools} == TOOLS
    answer = await client.call_tool("ask", {"question": QUESTION, **OHIO})
    assert answer.structured_content and answer.structured_content["verdict"] == "no"
    checked = await client.call_tool("check_claim", {"claim": "20610; 20552 | dx M79.18 | state OH"})
    assert checked.structured_content and checked.structured_content["findings"]
    bad = await client.call_tool("check_claim", {"claim": "2055"})
    assert bad.is_error and "not a claim line" in bad.content[0].text  # type: ignore[union-attr]


@pytest.fixture(scope="module")
def environment(settings: Settings) -> dict[str, str]:
    source = str(Path(__file__).parent.parent / "src")
    return {**os.environ, "CLEANCLAIM_HOME": str(settings.home), "CLEANCLAIM_RECEIPTS": "off", "PYTHONPATH": source}


def test_over_stdio(environment: dict[str, str], assistant: Assistant) -> None:
    command = StdioServerParameters(command=sys.executable, args=["-m", "cleanclaim", "mcp"], env=environment)
    using(stdio_client(command), drive)


@pytest.fixture(scope="module")
def address(environment: dict[str, str], assistant: Assistant) -> Iterator[str]:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "cleanclaim", "mcp", "--http", "--port", str(port)]
    process = subprocess.Popen(command, env=environment, stderr=subprocess.DEVNULL)
    try:
        deadline = time.monotonic() + 60
        while time.monotonic() < deadline:
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        process.terminate()
        process.wait(20)


def test_over_http(address: str) -> None:
    using(address, drive)


def test_a_page_of_another_host_cannot_reach_it(address: str) -> None:
    import httpx2

    for header in ({"Host": "evil.example"}, {"Origin": "https://evil.example"}):
        body = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
        response = httpx2.post(address, json=body, headers={"Accept": "application/json, text/event-stream", **header})
        assert response.status_code in (403, 421)
