"""Facet injections and epidurals: region, approach, imaging and the number of levels choose the codes."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.fitting import BETWEEN_LAMINAE
from cleanclaim.deciding.selecting import Proposal, sided
from cleanclaim.deciding.selecting.structure import UNLISTED_NERVE, is_ablation
from cleanclaim.reading import Scenario

_FACET: dict[str, tuple[str, ...]] = {"cervical": ("64490", "64491", "64492"), "lumbar": ("64493", "64494", "64495")}
_ABLATION: dict[str, tuple[str, ...]] = {"cervical": ("64633", "64634"), "lumbar": ("64635", "64636")}
_TRANSFORAMINAL: dict[str, tuple[str, ...]] = {"cervical": ("64479", "64480"), "lumbar": ("64483", "64484")}
_BY_ROOT = frozenset(code for pair in _TRANSFORAMINAL.values() for code in pair)
_INTERLAMINAR: dict[str, tuple[str, ...]] = {"cervical": ("62320", "62321"), "lumbar": ("62322", "62323")}


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose facet levels or an epidural; what the words leave open is asked for."""
    if (
        scenario.structures
        and is_ablation(scenario)
        and not (scenario.spine or scenario.says("facet", "medial branch"))
    ):
        return ()  # a nerve off the spine was ablated
    if scenario.about("facet") and not scenario.about("epidural", "genicular", "sacroiliac"):
        if is_ablation(scenario) and scenario.says("pulsed"):
            return (_pulsed(),)
        return (_levels("facet", _ABLATION if is_ablation(scenario) else _FACET, scenario, desk),)
    if scenario.about("epidural") and scenario.spine and _is_open_way(scenario):
        return (_open_way(scenario, scenario.spine),)
    if scenario.about("epidural"):
        # What a note describes outranks the code that was billed for it.
        typed = _BY_ROOT & set(scenario.claim.procedure_codes) and scenario.approach != "interlaminar"
        if scenario.approach == "transforaminal" or typed:
            by_root_alone = _levels("epidural", _TRANSFORAMINAL, scenario, desk)
            return (
                _beside_interlaminar(by_root_alone, scenario)
                if "interlaminar" in scenario.approaches
                else by_root_alone,
            )
        return (_interlaminar(scenario),)
    return ()


def _pulsed() -> Proposal:
    """Report what pulsed current did to facet nerves: it destroys nothing, and no code names it."""
    taken = frozenset(code for pair in _ABLATION.values() for code in pair)
    reason = Statement("facet.pulsed", {"code": UNLISTED_NERVE})
    return Proposal("unlisted", (Line(code=UNLISTED_NERVE),), (reason,), instead_of=taken)


def _is_open_way(scenario: Scenario) -> bool:
    """Say whether codes of both ways of the needle are offered to choose from and the words tell neither."""
    typed = set(scenario.claim.procedure_codes)
    told = {"interlaminar", "transforaminal"} & set(scenario.approaches)
    return bool(scenario.is_choice and typed & BETWEEN_LAMINAE and typed & _BY_ROOT and not told)


def _open_way(scenario: Scenario, spine: str) -> Proposal:
    asks = (Statement("ask.approach"),)
    return Proposal("epidural", (), (_way_decides(spine),), scenario.claim.lines, asks, decides_choice=True)


def _way_decides(spine: str) -> Statement:
    without, guided = _INTERLAMINAR[spine]
    return Statement("epidural.open", {"without": without, "guided": guided, "root": _TRANSFORAMINAL[spine][0]})


def _beside_interlaminar(by_root: Proposal, scenario: Scenario) -> Proposal:
    """Put both lines where an interlaminar and a transforaminal epidural are told of one session."""
    other = _interlaminar(scenario)
    if not (by_root.lines and other.lines):
        return by_root
    return replace(by_root, lines=(*other.lines, *by_root.lines), reasons=(*other.reasons, *by_root.reasons))


def _levels(family: str, codes: dict[str, tuple[str, ...]], scenario: Scenario, desk: Desk) -> Proposal:
    if scenario.spine is None:
        return Proposal(
            family, (), (), tuple(Line(code=c[0]) for c in codes.values()), (Statement("ask.spine_region"),)
        )
    chosen = codes[scenario.spine]
    # What is ablated is named by its nerves, and joints always by their two vertebrae.
    nerves = scenario.says("medial branch", "mbb", "dorsal ram") or codes is _ABLATION
    # Two medial branch nerves supply one facet joint, so three named vertebrae mean two levels.
    by_nerves = scenario.vertebrae - 1 if nerves and scenario.vertebrae > 1 else 0
    count = by_nerves or scenario.level_count or max(1, scenario.vertebrae)
    lines: tuple[Line, ...]
    if codes is _FACET:
        lines = tuple(Line(code=code) for code in chosen[: min(count, 3)])
    else:
        lines = (Line(code=chosen[0]), *([Line(code=chosen[1], units=count - 1)] if count > 1 else []))
    tables = desk.tables_for(scenario)
    if len(scenario.level_sides) == count:
        lines = tuple(sided(line, scenario, tables, side) for line, side in _apart(chosen, scenario.level_sides))
    else:
        lines = tuple(sided(line, scenario, tables, "50" if scenario.is_bilateral else scenario.side) for line in lines)
    reason = Statement(f"levels.{scenario.spine}", {"n": count, "codes": ", ".join(map(str, lines))})
    asks = () if scenario.level_count or scenario.vertebrae else (Statement("ask.levels"),)
    return Proposal(family, lines, (reason,), (), asks)


def _apart(codes: tuple[str, ...], sides: tuple[str, ...]) -> Iterator[tuple[Line, str]]:
    """Give a line for each level with its side, both sides first; further levels of one side and code are its units."""
    first, *further = sorted(sides, key=lambda side: side != "50")
    yield Line(code=codes[0]), first
    if len(codes) > 2:
        yield from zip((Line(code=code) for code in codes[1:]), further, strict=False)
        return
    for side, units in Counter(further).items():
        yield Line(code=codes[1], units=units), side


def _interlaminar(scenario: Scenario) -> Proposal:
    pairs = _INTERLAMINAR
    if scenario.spine is None:
        return Proposal(
            "epidural",
            (),
            (),
            tuple(Line(code=c) for pair in pairs.values() for c in pair),
            (Statement("ask.spine_region"),),
        )
    without, guided = pairs[scenario.spine]
    if scenario.claim.guidance in ("fluoroscopy", "ct"):
        return Proposal(
            "epidural",
            (Line(code=guided),),
            (Statement(f"epidural.{scenario.spine}.with", {"code": guided}),),
        )
    if scenario.without_guidance or (scenario.claim.guidance is None and scenario.says("without")):
        return Proposal(
            "epidural",
            (Line(code=without),),
            (Statement(f"epidural.{scenario.spine}.without", {"code": without}),),
        )
    open_pair = (Line(code=without), Line(code=guided))
    if scenario.approach == "interlaminar":
        told = Statement(f"epidural.{scenario.spine}.open", {"without": without, "guided": guided})
        return Proposal("epidural", (), (told,), open_pair, (Statement("ask.imaging"),))
    ways = (*open_pair, Line(code=_TRANSFORAMINAL[scenario.spine][0]))
    # A code that is typed has settled the way; without one, none of the three is put forward.
    typed = {line.code for line in ways} & set(scenario.claim.procedure_codes)
    if typed:
        return Proposal("epidural", (), (), ways)
    asks = (Statement("ask.approach"), Statement("ask.imaging"))
    return Proposal("epidural", (), (_way_decides(scenario.spine),), ways, asks, is_unsettled=True)
