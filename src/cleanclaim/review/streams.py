"""Put the gate before any stream of text.

>>> "".join(guard(["Use 205", "53 for it."], Checked()))
'Use [withheld: a code that was not checked for this question] for it.'
"""

from collections.abc import AsyncIterator, Iterable, Iterator

from cleanclaim.review.checked import Checked
from cleanclaim.review.gate import Gate


def guard(chunks: Iterable[str], checked: Checked) -> Iterator[str]:
    """Give the text of chunks as it becomes safe to show."""
    gate = Gate(checked)
    for chunk in chunks:
        out = gate.feed(chunk)
        if out:
            yield out
    rest = gate.finish()
    if rest:
        yield rest


async def aguard(chunks: AsyncIterator[str], checked: Checked) -> AsyncIterator[str]:
    """Give the text of asynchronous chunks as it becomes safe to show."""
    gate = Gate(checked)
    async for chunk in chunks:
        out = gate.feed(chunk)
        if out:
            yield out
    rest = gate.finish()
    if rest:
        yield rest
