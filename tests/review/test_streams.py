"""The gate stands before any stream: a plain iterator, an asynchronous one, a LangChain Runnable."""

import asyncio
from collections.abc import AsyncIterator

from langchain_core.language_models.fake_chat_models import GenericFakeChatModel
from langchain_core.messages import AIMessage

from cleanclaim.review import aguard, guard
from cleanclaim.review.langchain import runnable
from review.conftest import World, through

TEXT = "It depends. Report 20611 now. The muscles count, so 20552 is bundled.\n"


def test_an_iterator_is_guarded(world: World) -> None:
    assert "".join(guard(iter([TEXT[:14], TEXT[14:]]), world())) == through(world(), TEXT)


def test_an_asynchronous_iterator_is_guarded(world: World) -> None:
    async def chunks() -> AsyncIterator[str]:
        for char in TEXT:
            yield char

    async def whole() -> str:
        return "".join([out async for out in aguard(chunks(), world())])

    assert asyncio.run(whole()) == through(world(), TEXT)


def test_a_langchain_model_is_guarded_while_it_streams(world: World) -> None:
    chain = GenericFakeChatModel(messages=iter([AIMessage(TEXT), AIMessage(TEXT)])) | runnable(world())
    streamed = list(chain.stream("?"))
    assert "".join(streamed) == through(world(), TEXT) and len(streamed) > 5

    async def whole() -> str:
        return "".join([out async for out in chain.astream("?")])

    assert asyncio.run(whole()) == through(world(), TEXT)
