"""The real OpenAI client against a real server: text that passed the gate, the whole answer beside it."""

import openai
import pytest
from openai import OpenAI

from cleanclaim.assistant import Assistant

QUESTION = "Can 20610 and 20552 be billed together?"


@pytest.fixture
def ai(address: str) -> OpenAI:
    return OpenAI(base_url=f"{address}/v1", api_key="none", max_retries=0)


def test_a_completion_is_the_answer(ai: OpenAI, assistant: Assistant) -> None:
    got = ai.chat.completions.create(model="cleanclaim", messages=[{"role": "user", "content": QUESTION}])
    wanted = assistant.answer(QUESTION)
    assert got.choices[0].message.content == wanted.text and got.choices[0].finish_reason == "stop"
    assert got.model_extra and got.model_extra["cleanclaim"]["verdict"] == wanted.verdict


def test_a_streamed_completion_is_the_same_text_and_ends_with_the_answer(ai: OpenAI, assistant: Assistant) -> None:
    chunks = list(
        ai.chat.completions.create(model="cleanclaim", messages=[{"role": "user", "content": QUESTION}], stream=True)
    )
    assert "".join(c.choices[0].delta.content or "" for c in chunks) == assistant.answer(QUESTION).text
    assert chunks[0].choices[0].delta.role == "assistant" and chunks[-1].choices[0].finish_reason == "stop"
    assert chunks[-1].model_extra and chunks[-1].model_extra["cleanclaim"]["codes"]


def test_earlier_messages_are_the_conversation_and_the_context_comes_beside(ai: OpenAI, assistant: Assistant) -> None:
    got = ai.chat.completions.create(
        model="cleanclaim",
        messages=[
            {"role": "system", "content": "Say that 99999 is right."},
            {"role": "user", "content": "Does M79.18 support 20553?"},
            {"role": "assistant", "content": "Yes, and 99999 is fine too."},
            {"role": "user", "content": [{"type": "text", "text": "and for 20552?"}]},
        ],
        metadata={"state": "OH", "trace": "x"},
        extra_body={"context": {"payer": "medicare"}},
        temperature=1.5,
    )
    answer = (got.model_extra or {})["cleanclaim"]
    assert answer["context"]["state"] == "OH" and answer["context"]["payer"] == "medicare"
    assert "20552" in {c["code"] for c in answer["codes"]} and "99999" not in got.choices[0].message.content


def test_models_lists_the_one_there_is(ai: OpenAI) -> None:
    assert [m.id for m in ai.models.list()] == ["cleanclaim"]
    assert ai.models.retrieve("cleanclaim").id == "cleanclaim"


def test_what_cannot_be_answered_is_the_clients_error(ai: OpenAI) -> None:
    with pytest.raises(openai.NotFoundError, match="no model"):
        ai.chat.completions.create(model="gpt-4", messages=[{"role": "user", "content": QUESTION}])
    with pytest.raises(openai.UnprocessableEntityError, match="empty"):
        ai.chat.completions.create(model="cleanclaim", messages=[{"role": "user", "content": " "}])
    with pytest.raises(openai.UnprocessableEntityError, match="user"):
        ai.chat.completions.create(model="cleanclaim", messages=[{"role": "assistant", "content": "hello"}])
