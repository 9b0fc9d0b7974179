"""Put a line on the claim for a question that names no code: `is dry needling covered for neck pain?`.

A rule judges lines. A representative line of what is asked about lets the coverage rules speak; it is never proposed.
"""

from cleanclaim import rules
from cleanclaim.claim import Claim, Line
from cleanclaim.deciding.fitting import COMPANIONS
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.finding import Report
from cleanclaim.reading import Scenario
from cleanclaim.tables import Tables

_OF_TOPIC = {
    "trigger-point": "20552",
    "needling": "20560",
    "acupuncture": "97810",
    "joint": "20610",
    "tendon": "20550",
    "facet": "64493",
    "epidural": "62323",
    "sacroiliac": "27096",
    "occipital": "64405",
    "genicular": "64454",
}
_PROLIFERANTS = {"prolotherapy": "M0076"}


def probe(scenario: Scenario, proposals: tuple[Proposal, ...], tables: Tables) -> Report | None:
    """Give what the coverage rules say of a representative line; None where a procedure is named or nothing is asked about."""
    if any(tables.family(line.code) not in COMPANIONS for line in scenario.claim.lines):
        return None
    code = represent(scenario, proposals)
    if code is None:
        return None
    # `will they pay 76942 for the trigger points?`: what goes with a procedure is judged beside it.
    claim: Claim = scenario.claim.replace(lines=(Line(code=code), *scenario.claim.lines))
    return rules.check(claim, tables, [r for r in rules.catalogue() if r.about == "coverage"])


def represent(scenario: Scenario, proposals: tuple[Proposal, ...]) -> str | None:
    """Give a code that stands for what is asked about, or None."""
    special = [code for word, code in _PROLIFERANTS.items() if word in scenario.claim.injectates]
    lines = [line for p in proposals if p.family != "drug" for line in (*p.lines, *p.alternatives)]
    of_topics = [code for topic, code in _OF_TOPIC.items() if scenario.about(topic)]
    return next(iter([*special, *(line.code for line in lines), *of_topics]), None)
