"""What a model may look up while it prepares: the same pure functions every surface offers. Nothing it does changes a fact."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from cleanclaim import claim as notation
from cleanclaim import codes, rules
from cleanclaim.claim import Claim
from cleanclaim.drafting.model import ToolSpec
from cleanclaim.errors import CleanClaimError
from cleanclaim.evidence import Evidence
from cleanclaim.knowledge import Knowledge, Passage
from cleanclaim.standing import alone
from cleanclaim.tables import Tables

Search = Callable[[str], list[Passage]]
_MOST_PASSAGES = 12


def _spec(name: str, description: str, **arguments: str) -> ToolSpec:
    schema = {
        "type": "object",
        "properties": {name: {"type": "string", "description": meaning} for name, meaning in arguments.items()},
        "required": list(arguments),
        "additionalProperties": False,
    }
    return ToolSpec(name, description, schema)


_SPECS = (
    _spec("search_passages", "Search policies and guidance in force on the date.", query="words to search for"),
    _spec("check_claim", "Run the rules on a claim.", claim="a claim in notation, such as 20610; 20552-XS | dx M79.18"),
    _spec("read_policy", "Read a coverage document by its number.", number="such as L39656 or A59480"),
    _spec("look_up_code", "Say what the tables know of a code.", code="a CPT, HCPCS or ICD-10-CM code"),
    _spec(
        "propose",
        "Put forward the claim to recommend and the verdict to give, and end the preparation.",
        claim="a claim in notation, or empty",
        verdict="yes, no, depends, needs_information, or none where the question is no yes or no question",
    ),
)


@dataclass
class Tools:
    """The tools of one question; the passages they find join the evidence, numbered on."""

    evidence: Evidence
    tables: Tables
    knowledge: Knowledge
    search: Search
    found: list[Passage] = field(default_factory=list)
    proposed: str | None = None
    verdict: str = ""

    @property
    def specs(self) -> tuple[ToolSpec, ...]:
        return _SPECS

    @property
    def is_done(self) -> bool:
        return self.proposed is not None

    def call(self, name: str, arguments: Mapping[str, Any]) -> str:
        spec = next((s for s in _SPECS if s.name == name), None)
        if spec is None:
            return f"“{name[:40]}” is no tool; expected one of {', '.join(s.name for s in _SPECS)}."
        takes = tuple(spec.parameters["properties"])
        if not set(arguments) <= set(takes) or not all(isinstance(v, str) for v in arguments.values()):
            return f"{name} takes {' and '.join(takes)}, a text each, and nothing else."
        if takes[0] not in arguments:
            return f"{name} takes {takes[0]}, a text."
        try:
            answer: str = getattr(self, f"_{name}")(*(arguments[t][:2_000] for t in takes if t in arguments))
        except CleanClaimError as error:
            return str(error)
        return answer

    def _search_passages(self, query: str) -> str:
        return self._told([p for p in self.search(query) if p.id not in {e.id for e in self.evidence.passages}])

    def _read_policy(self, number: str) -> str:
        policy = self.knowledge.policy(number.strip())
        if policy is None:
            return f"“{number[:40]}” is not on file."
        return self._told([p for p in policy.sections if p.is_in_force(self.evidence.on)])

    def _told(self, passages: list[Passage]) -> str:
        new = [p for p in passages if p not in self.found][: _MOST_PASSAGES - len(self.found)]
        self.found += new
        first = len(self.evidence.passages) + 1
        numbers = {p.id: first + n for n, p in enumerate(self.found)}
        return "\n".join(f"[{numbers[p.id]}] {p.document}, {p.section}: {p.text}" for p in new) or "Nothing further."

    def _check_claim(self, text: str) -> str:
        report = rules.check(notation.parse(text), self.tables)
        found = [
            {"rule": f.rule, "outcome": f.outcome, "where": f.where, "message": f.message} for f in report.findings
        ]
        blind = [c.check for c in report.checks if c.state == "not_checked"]
        return json.dumps({"findings": found, "not_checked": blind}, ensure_ascii=False)

    def _look_up_code(self, text: str) -> str:
        entry = alone(codes.validate(text), self.tables)
        return json.dumps(
            {"code": entry.code, "label": entry.label, "coding": entry.coding, "findings": entry.findings}
        )

    def _propose(self, text: str, verdict: str = "") -> str:
        """Take the claim and the verdict; a server that gives no verdict is judged by its words alone."""
        if text.strip():
            notation.parse(text)
        self.proposed, self.verdict = text.strip(), verdict.strip().lower()[:40]
        return "Noted."

    def objections(self) -> tuple[str, ...]:
        """Give what the rules and the decision have against the claim and the verdict put forward."""
        decided = self.evidence.decision.verdict or "none"
        contradicted = self.verdict not in ("", decided)
        verdict = (f"the verdict is {decided}, not {self.verdict}",) if contradicted else ()
        return (*verdict, *self._against_the_claim())

    def _against_the_claim(self) -> tuple[str, ...]:
        if not self.proposed:
            return ()
        decision, claim = self.evidence.decision, notation.parse(self.proposed)
        facts = {name: value for name, value in dict(decision.claim).items() if name not in ("lines", "diagnoses")}
        whole = Claim(**facts, lines=claim.lines, diagnoses=claim.diagnoses or decision.claim.diagnoses)
        report = rules.check(whole, self.tables)
        failed = [f"{f.where}: {f.message}" for f in report.findings if f.outcome == "fail"]
        recommended = {e.code for e in decision.codes if e.stance == "recommended"}
        lines = [line for line in decision.claim.lines if line.code in recommended]
        foreign = [f"{line} is not what the decision recommends" for line in claim.lines if line not in lines]
        return (*failed, *foreign)
