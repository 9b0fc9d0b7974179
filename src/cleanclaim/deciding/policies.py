"""Tell what the governing policies set: limits and diagnosis lists, those that say the same together."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import timedelta

from cleanclaim.answer import Branch
from cleanclaim.coverage import Limit
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.covering import listed_by
from cleanclaim.deciding.decision import Statement
from cleanclaim.knowledge import Policy
from cleanclaim.planning.sessions import first_day
from cleanclaim.reading.places import ADVANTAGE, name_of_payer
from cleanclaim.rules.session_limit import before
from cleanclaim.standing import label_of

MOST_SHOWN = 30
"""An official list may hold thousands of diagnoses; the document itself shows them all."""


def _counted(case: Case) -> Iterator[Statement]:
    """Count the earlier sessions told that stand in the window of the one policy that governs."""
    claim, policies = case.scenario.claim, case.covered.policies
    on = case.desk.date_of(case.scenario)
    for limit in policies[0].limits if len(policies) == 1 and claim.prior and not _asks_for_next(case) else ():
        if limit.what == "sessions" and limit.count and (limit.months or limit.days):
            start = before(on, limit.months or 0, limit.days or 0)
            inside = sum(start < day < on for day in claim.prior)
            told = {"n": inside, "window": window_of(limit), "on": on, "next": inside + 1, "nth": ordinal(inside + 1)}
            yield Statement("limit.counted", told)
            if case.scenario.prior_by_month:
                yield Statement("limit.by_month")


def _next(case: Case) -> Iterator[Statement]:
    """Give the first day that the number of sessions allows, where the next one is asked for."""
    prior, policies = case.scenario.claim.prior, case.covered.policies
    if not prior or not _asks_for_next(case) or len(policies) != 1:
        return
    for limit in policies[0].limits:
        day = first_day(limit, max(prior) + timedelta(days=1), prior) if not limit.per else None
        if day:
            yield Statement("limit.next", {"document": policies[0].name, "on": day})


def _asks_for_next(case: Case) -> bool:
    asked = case.scenario.says("next", "earliest", "soonest", "when can", "cuando", "proxima")
    return asked and case.scenario.claim.date_of_service is None


def ordinal(n: int) -> str:
    """Write a number as the place in a row: 1st, 2nd, 3rd, 11th."""
    ending = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{ending}"


def told_of_payers(case: Case) -> Iterator[Statement]:
    """Say of each payer without a policy on file that nothing was checked, and what binds a Medicare Advantage plan."""
    scenario = case.scenario
    if not set(scenario.asks) & _OF_A_PAYER:
        return
    for payer in scenario.payers or (scenario.claim.payer or "medicare",):
        if payer == ADVANTAGE:
            bound = case.desk.knowledge.policies_for(case.codes, case.desk.date_of(scenario), scenario.claim.state)
            names = ", ".join(p.name for p in bound if p.kind == "lcd")
            one = scenario.claim.state and names
            yield Statement("payer.advantage", {"documents": f" ({names})" if one else ""})
        elif payer != "medicare" and "authorization" in scenario.asks:
            yield Statement("authorization.not_on_file", {"payer": name_of_payer(payer)})
        elif payer != "medicare" and payer not in {p.payer for p in case.covered.policies}:
            yield Statement("payer.none", {"payer": name_of_payer(payer)})


_OF_A_PAYER = {"payer", "coverage", "frequency", "document", "noncovered", "authorization"}


def told_of_number(case: Case) -> Iterator[Statement]:
    """Set the session's own number, as told, against each limit of its window."""
    number = case.scenario.session_number
    if not number or "frequency" not in case.scenario.asks:
        return
    saying: dict[Limit, list[str]] = defaultdict(list)
    for policy in case.covered.policies:
        for limit in policy.limits:
            if limit.what == "sessions" and limit.count and (limit.months or limit.days):
                saying[limit.model_copy(update={"verified": "official"})].append(policy.name)
    for limit, documents in saying.items():
        told = {"document": ", ".join(documents), "count": limit.count, "window": window_of(limit), "n": number}
        key = "limit.over" if number > (limit.count or number) else "limit.within"
        yield Statement(key, {**told, "per": f" per {limit.per}" if limit.per else ""})


def _of_repeat(case: Case) -> Iterator[Statement]:
    """Say what each policy asks of a repeat, and where what is told falls short of it."""
    told = case.scenario.relief or ("frequency" in case.scenario.asks and case.scenario.says("relief", "alivio"))
    asking: dict[tuple[str, int, int], list[str]] = defaultdict(list)
    for policy in case.covered.policies if told else ():
        if (session := policy.session) and session.relief_percent:
            key = "relief.short" if policy in case.short_of_relief else "relief.asks"
            asking[key, session.relief_percent, session.relief_weeks or 0].append(policy.name)
    for (key, percent, weeks), documents in asking.items():
        lasting = Statement("relief.weeks", {"n": weeks}) if weeks else ""
        yield Statement(key, {"documents": ", ".join(documents), "percent": percent, "weeks": lasting})


def told_of_policies(case: Case) -> Iterator[Statement]:
    """Tell the session limits when asked how often, and the lists when asked which diagnoses."""
    yield from _of_repeat(case)
    if "frequency" in case.scenario.asks and case.scenario.session_number is None:
        yield from _next(case)
        yield from _counted(case)
        if _asks_for_days_between(case):
            yield Statement("limit.between", cites=(_BETWEEN,))
        yield from _limits(case)
    asks = set(case.scenario.asks)
    spoken = case.scenario.says("dx", "diagnos", "icd", "support", "list") or case.scenario.form == "open"
    if (
        spoken
        and "coverage" in asks
        and not asks & {"documentation", "document", "frequency"}
        and not case.scenario.claim.diagnoses
    ):
        yield from _lists(case)


_BETWEEN = "trigger-point-frequency#trigger-points-with-other-injections-days-between-and-the-limit"
_BLOCKS = ("epidural", "facet", "sacroiliac", "joint", "nerve-block", "occipital", "genicular", "tendon")


def _asks_for_days_between(case: Case) -> bool:
    """Say whether trigger points and another injection are asked about in one question on their timing."""
    scenario = case.scenario
    return scenario.about("trigger-point") and scenario.about(*_BLOCKS) and not scenario.claim.prior


def _limits(case: Case) -> Iterator[Statement]:
    saying: dict[Limit, list[str]] = defaultdict(list)
    silent = []
    for policy in case.covered.policies:
        name = f"{policy.name} ({policy.mac or policy.authority})"
        for limit in policy.limits:
            # Grades differ while the limit is the same.
            saying[limit.model_copy(update={"verified": "official"})].append(name)
        if not policy.limits:
            silent.append(name)
    for limit, documents in saying.items():
        told = {
            "count": limit.count or 1,
            "window": window_of(limit),
            "per": f" per {limit.per}" if limit.per else "",
            "documents": ", ".join(documents),
        }
        yield Statement(f"limit.{limit.what}", told)
    if silent:
        yield Statement("limit.none", {"documents": ", ".join(silent)})


def window_of(limit: Limit) -> Statement:
    """Word the window of a limit."""
    if limit.months:
        return Statement("window.months", {"n": limit.months})
    return Statement("window.days", {"n": limit.days}) if limit.days else Statement("window.unnamed")


def _lists(case: Case) -> Iterator[Statement]:
    lists: dict[tuple[str, ...], list[str]] = defaultdict(list)
    unknown = []
    for policy in case.covered.policies:
        if policy.diagnoses.state == "listed":
            lists[policy.diagnoses.codes].append(f"{policy.name} ({policy.mac or policy.authority})")
        elif policy.diagnoses.state == "unknown":
            unknown.append(f"{policy.name} ({policy.mac or policy.authority})")
    for codes, documents in lists.items():
        grade = next(p.diagnoses.verified for p in case.covered.policies if p.diagnoses.codes == codes)
        titles = {d.code: d.title for c in codes[:MOST_SHOWN] if (d := case.tables.diagnosis(c))}
        shown = ", ".join(f"{c} ({titles[c]})" if c in titles else c for c in codes[:MOST_SHOWN])
        if len(codes) > MOST_SHOWN:
            shown += f" … ({len(codes) - MOST_SHOWN})"
        yield Statement(
            "list.is", {"documents": ", ".join(documents), "codes": shown, "grade": Statement(f"grade.{grade}")}
        )
    if unknown:
        yield Statement("list.unknown", {"documents": ", ".join(unknown)})


def told_of_coverage(case: Case) -> Iterator[Statement]:
    """Say what each diagnosis means for coverage, those and the policies together that say the same."""
    diagnoses = case.scenario.claim.diagnoses
    scenario = case.scenario
    of_codes_alone = "validity" in scenario.asks and not (
        {"coverage", "noncovered"} & set(scenario.asks) or scenario.claim.lines or scenario.claim.state
    )
    if not diagnoses or not case.covered.branches or of_codes_alone:
        return
    said: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for branch, policy in zip(case.covered.branches, case.covered.policies, strict=True):
        for key, about in _of_policy(branch, policy, diagnoses, case.codes):
            said.setdefault((key, about), []).append(branch.document or branch.when)
    for (key, about), documents in said.items():
        names = ", ".join(f"{d} ({label_of(d, 'ICD-10-CM', case.tables)})" for d in about)
        yield Statement(f"coverage.{key}", {"diagnoses": names, "documents": ", ".join(documents)})


def _of_policy(
    branch: Branch, policy: Policy, diagnoses: tuple[str, ...], codes: tuple[str, ...]
) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Tell one policy's diagnoses apart: on its list, on no list, or judged together where no list tells."""
    listed = listed_by(policy, codes)
    inside = tuple(d for d in diagnoses if d in listed)
    outside = tuple(d for d in diagnoses if d not in listed)
    if not listed or branch.coverage == "depends":
        yield branch.coverage or "not_checked", diagnoses
        return
    if inside:
        standing = {"covered": "covered", "not_covered": "listed_yet_refused"}
        yield standing.get(branch.coverage or "", "listed_not_checked"), inside
    if outside:
        official = all(policy.diagnoses_of(code).verified == "official" for code in codes)
        yield "off_list_beside" if inside else "off_list_official" if official else "off_list", outside
