"""The gate as a LangChain Runnable, to stand behind any chat model: `model | runnable(checked)`."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

from langchain_core.runnables import Runnable, RunnableGenerator

from cleanclaim.review.checked import Checked
from cleanclaim.review.streams import aguard, guard


def runnable(checked: Checked) -> Runnable[Any, str]:
    """Give a Runnable from text or message chunks to guarded text; each stream has a gate of its own."""

    def stream(chunks: Iterator[Any]) -> Iterator[str]:
        yield from guard(map(_text, chunks), checked)

    async def astream(chunks: AsyncIterator[Any]) -> AsyncIterator[str]:
        async for out in aguard((_text(chunk) async for chunk in chunks), checked):
            yield out

    return RunnableGenerator(stream, astream)


def _text(chunk: Any) -> str:
    return chunk if isinstance(chunk, str) else str(chunk.text)
