"""What is told of modifiers apart from a rule's finding: of global days, of one site, of an edit's release, of sides, of waste."""

from collections.abc import Iterator

from cleanclaim.answer import Verdict
from cleanclaim.codes.modifier import BYPASS
from cleanclaim.deciding import alone
from cleanclaim.deciding.aftercare import told_of_the_global_period
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.wanted import told_of_wanted


def told_of_modifiers(case: Case, verdict: Verdict | None) -> Iterator[Statement]:
    """Tell what decides the modifiers asked about."""
    scenario = case.scenario
    if alone.is_by_two_specialties(case):
        yield Statement("provider.specialties")
    yield from told_of_the_global_period(scenario, case.tables)
    if scenario.releases_edit:
        for each in scenario.modifiers_asked:
            yield Statement("edit.released" if each in BYPASS else "edit.not_released", {"modifier": each})
    if (case.asks_of_an_edit and not case.pairs) or alone.needs_no_release(case):
        codes = " and ".join(scenario.claim.procedure_codes)
        yield Statement("edit.none", {"codes": codes, "release": case.tables.version("ptp").version})
    if case.is_one_site and any(f.rule == "ptp-pair" for f in case.asked.findings):
        yield Statement("pair.one_site")
    if (
        verdict == "no"
        and "modifier" in scenario.asks
        and not (case.asked.findings or case.replaced)
        and _is_plain(case)
    ):
        yield Statement("modifier.none", {"code": scenario.claim.lines[0].code})
    for code in case.unpaired:
        yield Statement("edit.younger", {"code": code, "release": case.tables.version("ptp").version})
    for line in case.asserted:
        kind = "visit" if case.tables.family(line.code) == "visit" else "site"
        yield Statement(f"asserted.{kind}", {"line": str(line)})
    yield from told_of_wanted(case.mended.lines, scenario, case.desk)
    typed = {*scenario.modifiers_asked, *(m for line in scenario.claim.lines for m in line.modifiers)}
    if scenario.container == "multi" and {"JW", "JZ"} & typed:
        yield Statement("waste.multi")
    if case.lacks_container:
        yield Statement("waste.container")


def _is_plain(case: Case) -> bool:
    """Say whether one line stands without a modifier, and no earlier procedure asks for one."""
    bare = not any(line.modifiers for line in case.mended.lines)
    return len(case.scenario.claim.lines) == 1 and bare and case.scenario.earlier is None
