"""Any OpenAI-compatible server through LangChain: the only file that names langchain's model or openai's errors.

The client retries 429 and 5xx with back-off and honours Retry-After; each read has its timeout, each call a budget. A
stream that ends without a finish_reason was cut, which raises no error of its own. Closing the stream of `write` closes
the connection.
"""

from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from time import monotonic
from typing import Any

from cleanclaim.drafting import briefing as briefs
from cleanclaim.drafting.model import Meter, Toolbox
from cleanclaim.errors import ModelUnavailable
from cleanclaim.reading.filling import Given, Reading

_ROUNDS = 4
_BUDGET = 90.0


@dataclass(frozen=True)
class ChatOpenAiModel:
    """One model on one server. Nothing is opened before it is asked."""

    name: str
    key: str = field(repr=False)
    base_url: str | None = None
    prices: tuple[float, float] | None = None
    timeout: float = 20.0
    retries: int = 2

    def read(self, question: str, meter: Meter) -> tuple[Given, ...]:
        """Give the facts a question states; raise ModelUnavailable."""
        schema = {"name": "reading", "schema": Reading.model_json_schema()}
        chat = self._chat.bind(response_format={"type": "json_schema", "json_schema": schema})
        with _named_failures():
            reply = chat.invoke([("system", briefs.READS), ("user", question)])
            _count(reply, meter)
            return Reading.model_validate_json(_text_of(reply)).facts

    def look_up(self, briefing: str, tools: Toolbox, meter: Meter) -> None:
        """Call tools until the claim is put forward or the rounds are used up; raise ModelUnavailable."""
        specs = [_function(s.name, s.description, s.parameters) for s in tools.specs]
        messages: list[Any] = [("system", briefs.LOOKS_UP), ("user", briefing)]
        with _named_failures():
            chat = self._chat.bind_tools(specs)
            for _ in range(_ROUNDS):
                reply = chat.invoke(messages)
                _count(reply, meter)
                if not reply.tool_calls:
                    return
                messages.append(reply)
                for call in reply.tool_calls:
                    messages.append(_result(call["id"], tools.call(call["name"], call["args"])))
                if tools.is_done:
                    return

    def write(self, briefing: str, meter: Meter) -> Iterator[str]:
        """Stream the prose; raise ModelUnavailable when it does not come to its end."""
        until = monotonic() + _BUDGET
        whole: Any = None
        try:
            with (
                _named_failures(),
                closing(self._chat.stream([("system", briefs.WRITES), ("user", briefing)])) as chunks,
            ):
                for chunk in chunks:
                    whole = chunk if whole is None else whole + chunk
                    if chunk.text:
                        yield str(chunk.text)
                    if monotonic() > until:
                        raise ModelUnavailable("it took too long")
        finally:
            # The server tells the tokens with its last chunk; a stream that was closed is counted as a call alone.
            _count(whole, meter)
        _require_an_end(whole)

    @cached_property
    def _chat(self) -> Any:
        from langchain_openai import ChatOpenAI
        from pydantic import SecretStr

        return ChatOpenAI(
            model=self.name,
            api_key=SecretStr(self.key),
            base_url=self.base_url,
            timeout=self.timeout,
            max_retries=self.retries,
            stream_usage=True,
            temperature=0,
        )


@contextmanager
def _named_failures() -> Iterator[None]:
    """Name every way a server can fail: down, slow, refusing the key, and answers out of form."""
    import openai

    try:
        yield
    except openai.APITimeoutError as error:
        raise ModelUnavailable("it did not answer in time") from error
    except openai.APIConnectionError as error:
        raise ModelUnavailable("it cannot be reached") from error
    except openai.APIStatusError as error:
        raise ModelUnavailable(f"its server answered {error.status_code}") from error
    # What is no chat completion surfaces as any of these in the client: no choices, no JSON, fields of another type.
    except (openai.OpenAIError, ValueError, TypeError, KeyError, IndexError, AttributeError) as error:
        raise ModelUnavailable("its answer is out of form") from error


def _text_of(reply: Any) -> str:
    if reply.additional_kwargs.get("refusal"):
        raise ModelUnavailable("it refused")
    return str(reply.text)


def _require_an_end(whole: Any) -> None:
    """Raise ModelUnavailable unless the stream said something and said that it ended."""
    if whole is None:
        raise ModelUnavailable("it said nothing")
    finish = whole.response_metadata.get("finish_reason")
    if finish is None:
        raise ModelUnavailable("its answer was cut off")
    if finish != "stop":
        raise ModelUnavailable(f"its answer ended by {str(finish)[:20].replace('_', ' ')}")
    if not str(whole.text).strip():
        raise ModelUnavailable("it refused or said nothing")


def _count(reply: Any, meter: Meter) -> None:
    used = getattr(reply, "usage_metadata", None) or {}
    meter.add(int(used.get("input_tokens", 0)), int(used.get("output_tokens", 0)))


def _function(name: str, description: str, parameters: Any) -> dict[str, Any]:
    return {"type": "function", "function": {"name": name, "description": description, "parameters": dict(parameters)}}


def _result(call: Any, text: str) -> dict[str, Any]:
    return {"role": "tool", "tool_call_id": call, "content": text}
