"""Delay of the gate on a token stream, against no guard and against its peers on the same stream.

    python benchmarks/gate_overhead.py                # ours, no guard, LangChain middleware
    python benchmarks/gate_overhead.py --peers        # and NeMo Guardrails and guardrails-ai, in a temporary venv of their own

Every guard gets the same tokens at the same pace and may show what it likes; what is measured is when a reader sees it.
`first` is the time to the first character shown, `last` to the last; `delay` is how much later than the model said it a
character is shown, in the mean; `work` is processor time per token, without any waiting.
"""

import argparse
import asyncio
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Callable, Iterator
from pathlib import Path

PACE = 50.0
TEXT = (
    "It depends. NCCI pairs 20610 with 20552, and the indicator lets a modifier separate them [1]. The joint injection is the "
    "column that is paid, so the trigger point injection is bundled into it for one site.\n\n- Report `20610; 20552-XS` if the "
    "record shows separate sites.\n- Without a separate site, 20552 is bundled and not paid apart.\n- Two muscles are one unit of "
    "20552, however many injections were given.\n\nThe record should name the joint, the muscles and the side of each, and it should "
    "say why both were needed on that day. Payers ask for it when they review such claims [2].\n"
)
PEERS = ("nemoguardrails", "guardrails-ai", "langchain")


def tokens() -> list[str]:
    """Cut the text as a tokenizer would, about four characters a token."""
    return [TEXT[at : at + 4] for at in range(0, len(TEXT), 4)]


def paced(pace: float) -> Iterator[str]:
    """Give the tokens at a pace."""
    for token in tokens():
        time.sleep(1 / pace)
        yield token


async def apaced(pace: float) -> AsyncIterator[str]:
    for token in tokens():
        await asyncio.sleep(1 / pace)
        yield token


def measured(name: str, shown: list[tuple[float, int]], began: float, work: float) -> dict[str, object]:
    """Give the figures of one run from (time, characters shown so far)."""
    at_pace = [began + (n + 1) / PACE for n in range(len(tokens()))]
    said_at = [at_pace[min(c // 4, len(at_pace) - 1)] for c in range(len(TEXT))]
    seen_at: list[float] = []
    for moment, count in shown:
        seen_at += [moment] * (count - len(seen_at))
    late = [max(0.0, seen - said) for seen, said in zip(seen_at, said_at, strict=False)]
    return {
        "guard": name,
        "first_ms": 1000 * (shown[0][0] - began) if shown else None,
        "last_ms": 1000 * (shown[-1][0] - began) if shown else None,
        "delay_ms": 1000 * sum(late) / len(late) if late else None,
        "work_us": 1e6 * work / len(tokens()),
    }


def run(name: str, guard: Callable[[Iterator[str]], Iterator[str]]) -> dict[str, object]:
    """Run a guard on the paced stream for the times and on the bare one for the work."""
    list(guard(iter(tokens())))
    started = time.process_time()
    for _ in range(5):
        list(guard(iter(tokens())))
    work = (time.process_time() - started) / 5
    began, count, shown = time.perf_counter(), 0, []
    for out in guard(paced(PACE)):
        count += len(out)
        shown.append((time.perf_counter(), count))
    return measured(name, shown, began, work)


def arun(name: str, guard: Callable[[AsyncIterator[str]], AsyncIterator[str]]) -> dict[str, object]:
    """The same for a guard of asynchronous streams."""

    async def once(stream: AsyncIterator[str]) -> list[tuple[float, int]]:
        count, shown = 0, []
        async for out in guard(stream):
            if out:
                count += len(out)
                shown.append((time.perf_counter(), count))
        return shown

    async def bare() -> AsyncIterator[str]:
        for token in tokens():
            yield token

    async def whole() -> dict[str, object]:
        await once(bare())
        started = time.process_time()
        await once(bare())
        work = time.process_time() - started
        began = time.perf_counter()
        return measured(name, await once(apaced(PACE)), began, work)

    return asyncio.run(whole())


def no_guard(stream: Iterator[str]) -> Iterator[str]:
    yield from stream


def ours() -> list[dict[str, object]]:
    """Measure no guard and the gate, with the closed world of a real question."""
    from datetime import date

    from cleanclaim import assemble, review, settings

    assistant = assemble.assistant(settings.read(), lambda: date(2026, 11, 23))
    evidence = assistant.evidence("Can 20610 and 20552 be billed together?")
    checked = review.checked(evidence, assistant.tables_on(evidence.on))
    assert "".join(review.guard(iter(tokens()), checked)) == TEXT, "the gate withheld something of a right text"
    return [run("no guard", no_guard), run("CleanClaim gate", lambda stream: review.guard(stream, checked))]


def langchain_middleware() -> dict[str, object]:
    """An agent whose after-model hook checks the codes: the hook sees the whole message, so a reader waits for it."""
    import re

    from langchain.agents import create_agent
    from langchain.agents.middleware import AgentMiddleware
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk
    from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

    allowed = {"20610", "20552"}

    class Paced(BaseChatModel):
        source: object = None

        @property
        def _llm_type(self) -> str:
            return "paced"

        def _generate(self, messages, stop=None, run_manager=None, **kwargs):  # type: ignore[no-untyped-def]
            text = "".join(self.source())
            return ChatResult(generations=[ChatGeneration(message=AIMessage(text))])

        def _stream(self, messages, stop=None, run_manager=None, **kwargs):  # type: ignore[no-untyped-def]
            for token in self.source():
                yield ChatGenerationChunk(message=AIMessageChunk(token))

    class CodesOnly(AgentMiddleware):
        def after_model(self, state, runtime):  # type: ignore[no-untyped-def]
            said = str(state["messages"][-1].content)
            wrong = set(re.findall(r"\b\d{5}\b", said)) - allowed
            return {"messages": [AIMessage("withheld", id=state["messages"][-1].id)]} if wrong else None

    def guard(stream: Iterator[str]) -> Iterator[str]:
        agent = create_agent(Paced(source=lambda: stream), tools=[], middleware=[CodesOnly()])
        # What is streamed by message has not been checked when it is shown, so only the checked state is read.
        for update in agent.stream({"messages": [("user", "?")]}, stream_mode="updates"):
            for node, state in update.items():
                if node == "model" and state:
                    yield str(state["messages"][-1].content)

    return run("LangChain after-model middleware", guard)


def guardrails_ai() -> dict[str, object]:
    """A regex validator with its default chunks, which are sentences."""
    import re

    from guardrails import Guard, OnFailAction
    from guardrails.settings import settings as guardrails_settings
    from guardrails.validator_base import FailResult, PassResult, Validator, register_validator

    # Its telemetry goes out over the network at every validation; it is not what is measured.
    guardrails_settings.rc.enable_metrics = False
    guardrails_settings.disable_tracing = True

    @register_validator(name="codes-only", data_type="string")
    class CodesOnly(Validator):
        def _validate(self, value, metadata):  # type: ignore[no-untyped-def]
            wrong = set(re.findall(r"\b\d{5}\b", value)) - {"20610", "20552"}
            return FailResult(error_message="code", fix_value="[withheld]") if wrong else PassResult()

    def guard(stream: Iterator[str]) -> Iterator[str]:
        validated = Guard().use(CodesOnly(on_fail=OnFailAction.FIX))
        for each in validated(lambda *args, **kwargs: stream, messages=[{"role": "user", "content": "?"}], stream=True):
            if each.validated_output:
                yield str(each.validated_output)

    return run("guardrails-ai regex validator", guard)


def nemo() -> dict[str, object]:
    """An output rail with a regex action, stream first off, default chunks of 200 tokens with 50 of context."""
    import re

    from nemoguardrails import LLMRails, RailsConfig
    from nemoguardrails.actions.rail_outcome import RailDecision, RailOutcome

    config = RailsConfig.from_content(
        colang_content='define bot refuse\n  "withheld"\n\ndefine flow check codes\n  $ok = execute check_codes\n  if not $ok\n    bot refuse\n    stop\n',
        yaml_content="models: []\nrails:\n  output:\n    flows:\n      - check codes\n    streaming:\n      enabled: true\n"
        "      chunk_size: 200\n      context_size: 50\n      stream_first: false\n",
    )
    rails = LLMRails(config)

    async def check_codes(context=None, **kwargs):  # type: ignore[no-untyped-def]
        said = (context or {}).get("bot_message") or ""
        wrong = set(re.findall(r"\b\d{5}\b", said)) - {"20610", "20552"}
        return RailOutcome(RailDecision.BLOCK if wrong else RailDecision.ALLOW)

    rails.register_action(check_codes, "check_codes")

    async def guard(stream: AsyncIterator[str]) -> AsyncIterator[str]:
        async for out in rails.stream_async(messages=[{"role": "user", "content": "?"}], generator=stream):
            yield out

    return arun("NeMo Guardrails output rail, stream first off", guard)


def row(figures: dict[str, object]) -> str:
    if "fault" in figures:
        return f"| {figures['guard']} | could not be measured: {figures['fault']} | | | |"
    cells = (f"{figures[k]:,.0f} ms" for k in ("first_ms", "delay_ms", "last_ms"))
    return f"| {figures['guard']} | {' | '.join(cells)} | {figures['work_us']:,.0f} µs |"


def peers(python: str) -> list[dict[str, object]]:
    """Measure each peer in a process of its own, so that none warms another."""
    found: list[dict[str, object]] = []
    for name in ("langchain_middleware", "guardrails_ai", "nemo"):
        environment = {
            **os.environ,
            "OPENAI_API_KEY": "none",
            "GUARDRAILS_RUN_SYNC": "true",
            "OTEL_SDK_DISABLED": "true",
        }
        done = subprocess.run(
            [python, __file__, "--one", name], capture_output=True, text=True, env=environment, timeout=600
        )
        last = done.stdout.strip().splitlines()[-1:] or [""]
        told = done.stderr.strip().splitlines()[-1:] or ["no output"]
        found.append(json.loads(last[0]) if last[0].startswith("{") else {"guard": name, "fault": told[0][:200]})
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--venv", type=Path, help="a venv that holds the peers already")
    given = parser.parse_args()
    if given.one:
        print(json.dumps(globals()[given.one]()))
        return
    rows = ours()
    if not given.peers:
        rows.append(langchain_middleware())
    else:
        with tempfile.TemporaryDirectory() as folder:
            home = given.venv or Path(folder)
            if given.venv is None:
                subprocess.run([sys.executable, "-m", "venv", folder], check=True)
                subprocess.run([f"{folder}/bin/pip", "install", "-q", *PEERS], check=True)
            rows += peers(str(home / "bin" / "python"))
    print(f"{len(tokens())} tokens at {PACE:.0f} a second\n")
    print("| guard | first shown | delay, mean | last shown | work a token |\n|---|---|---|---|---|")
    print("\n".join(map(row, rows)))


if __name__ == "__main__":
    main()
