"""Let a model look up and write, and let nothing through that the gate and the rules did not pass.

What was shown is never taken back: each piece was safe when it went out. A wording the rules object to stops where it
stands, a line says that it was set aside, and it is written anew once; after a second objection the composed answer
follows.
"""

import re
from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from cleanclaim import mentions
from cleanclaim.drafting import composed
from cleanclaim.drafting.briefing import brief, objected
from cleanclaim.drafting.model import Meter, Model
from cleanclaim.drafting.phrases import phrase
from cleanclaim.drafting.tools import Search, Tools
from cleanclaim.evidence import Evidence
from cleanclaim.finding import Finding
from cleanclaim.knowledge import Knowledge
from cleanclaim.review import Checked, Gate
from cleanclaim.review.objection import Objection, reason
from cleanclaim.tables import Tables

_DENIES = re.compile(
    r"(?<![A-Za-z])(?:not|no|never|cannot|n.t|den(?:y|ies|ied|ial)|bundl\w+|reject\w*|refus\w*|exceed\w*|above|more than|limit\w*|ended|"
    r"retired|deleted|wrong|incorrect|invalid|fails?|only|instead|niega|denegad\w*|rechaz\w*|incluid\w*|sin)(?![A-Za-z])",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Outcome:
    """How the wording ended: shown as written, shown with marks, or set aside."""

    review: Literal["approved", "corrected", "withheld"]
    objections: tuple[Objection, ...] = ()


def look_up(
    model: Model, evidence: Evidence, tables: Tables, knowledge: Knowledge, search: Search, meter: Meter
) -> tuple[Evidence, tuple[str, ...]]:
    """Let the model look further and put forward a claim; give the wider evidence and what stands against the claim."""
    tools = Tools(evidence, tables, knowledge, search)
    model.look_up(brief(evidence), tools, meter)
    return replace(evidence, passages=(*evidence.passages, *tools.found)), tools.objections()


def write(
    model: Model, evidence: Evidence, checked: Checked, against: tuple[str, ...], meter: Meter
) -> Generator[str, None, Outcome]:
    """Stream the wording through the gate; what it gives out is safe to show. Raises ModelUnavailable."""
    language = evidence.scenario.language
    seen: list[Objection] = []
    for further in (True, False):
        gate = Gate(checked)
        draft = model.write(objected(brief(evidence), against), meter)
        shown = yield from _gated(draft, gate)
        wrong = tuple(o for o in gate.objections if o.is_of_the_draft)
        wrong = wrong or tuple(_omissions(shown, evidence, checked))
        seen += [*gate.objections, *(o for o in wrong if o not in gate.objections)]
        if not wrong:
            return Outcome("corrected" if seen else "approved", tuple(seen))
        against = (*against, *(o.detail for o in wrong))
        key = "draft.again" if further else "draft.composed"
        yield f"\n\n*{phrase(key, language, why=reason(wrong[0], language))}*\n\n"
    return Outcome("withheld", tuple(seen))


def rest(evidence: Evidence, draft: composed.Draft, outcome: Outcome | None, fault: str | None, is_begun: bool) -> str:
    """Give what stands under the model's wording: sources and checks, or the composed text in its place."""
    if outcome and outcome.review != "withheld":
        return f"\n\n{composed.appendix(evidence)}" if is_begun else composed.appendix(evidence)
    if fault and is_begun:
        stopped = phrase("draft.stopped", evidence.scenario.language, why=fault)
        return f"\n\n*{stopped}*\n\n{draft.text}"
    return draft.text


def _gated(draft: Iterator[str], gate: Gate) -> Generator[str, None, str]:
    """Give out what passes; stop, and close the draft, at the first objection to it as a whole."""
    shown: list[str] = []
    try:
        for chunk in draft:
            out = gate.feed(chunk)
            if out:
                shown.append(out)
                yield out
            if any(o.is_of_the_draft for o in gate.objections):
                return "".join(shown)
        rest = gate.finish()
        if rest:
            shown.append(rest)
            yield rest
    finally:
        close: Callable[[], None] | None = getattr(draft, "close", None)
        if close:
            close()
    return "".join(shown)


def _omissions(text: str, evidence: Evidence, checked: Checked) -> Generator[Objection, None, None]:
    """Object to a denied finding whose codes the text does not name where it refuses something."""
    report = evidence.decision.report
    denied = [f for f in report.findings if f.outcome == "fail" and f.severity == "denied"] if report else []
    told = [
        {s.value for s in mentions.recognise(sentence) if s.kind in ("code", "modifier")}
        for sentence in re.split(r"(?<=[.!?])\s|\n", text)
        if _DENIES.search(sentence)
    ]
    for finding in denied:
        if not _is_told(finding, told):
            yield Objection(
                "omission", 0, 0, "", f"it leaves out the denied finding {finding.where}: {finding.message}"
            )


def _is_told(finding: Finding, told: list[set[str]]) -> bool:
    wanted = set(finding.codes)
    return any(wanted & codes for codes in told) if wanted else bool(told)
