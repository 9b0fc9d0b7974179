"""The gate: every code, modifier, number, source and recommendation is judged before it is shown, streaming included.

It stands outside any framework. `Gate` takes chunks; `guard` and `aguard` wrap any iterator of text; `runnable` in
`cleanclaim.review.langchain` is the same as a LangChain Runnable.
"""

from cleanclaim.review.checked import Checked, Named
from cleanclaim.review.gate import Gate
from cleanclaim.review.objection import Objection, mark
from cleanclaim.review.streams import aguard, guard
from cleanclaim.review.world import checked

__all__ = ["Checked", "Gate", "Named", "Objection", "aguard", "checked", "guard", "mark"]
