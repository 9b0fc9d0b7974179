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
    "trigger-point": ("20552", "20553"),
    "needling": ("20560", "20561"),
    "acupuncture": ("97810",),
    "joint": ("20610",),
    "tendon": ("20550",),
    "facet": ("64493",),
    "epidural": ("62323",),
    "sacroiliac": ("27096",),
    "occipital": ("64405",),
    "genicular": ("64454",),
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
    claim: Claim = beside(scenario.claim.replace(lines=(Line(code=code), *scenario.claim.lines)), scenario, tables)
    return rules.check(claim, tables, [r for r in rules.catalogue() if r.about == "coverage"])


def represent(scenario: Scenario, proposals: tuple[Proposal, ...]) -> str | None:
    """Give a code that stands for what is asked about, or None."""
    special = [code for word, code in _PROLIFERANTS.items() if word in scenario.claim.injectates]
    lines = [line for p in proposals if p.family != "drug" for line in (*p.lines, *p.alternatives)]
    of_topics = [codes[0] for topic, codes in _OF_TOPIC.items() if scenario.about(topic)]
    return next(iter([*special, *(line.code for line in lines), *of_topics]), None)


def codes_of_topics(scenario: Scenario) -> tuple[str, ...]:
    """Give the codes of what is asked about in words: of the first topic named; of trigger points where none is."""
    named = [codes for topic, codes in _OF_TOPIC.items() if scenario.about(topic)]
    return named[0] if named else () if scenario.topics else _OF_TOPIC["trigger-point"]


def beside(claim: Claim, scenario: Scenario, tables: Tables) -> Claim:
    """Put a line for each further procedure that words alone name beside the lines: `TPI and an ESI the same day?`."""
    if "together" not in scenario.asks and not (scenario.claim.injectates and scenario.about("trigger-point")):
        return claim
    families = {tables.family(code) for code in claim.procedure_codes}
    named = [codes[0] for topic, codes in _OF_TOPIC.items() if scenario.about(topic)]
    further = tuple(Line(code=code) for code in named if tables.family(code) not in families)
    return claim.replace(lines=(*claim.lines, *further))
