"""Botulinum toxin: the disorder treated and, for limbs and trunk, the number of muscles choose the code.

The codes describe weakening named muscles for a disorder. Toxin for pain alone is not settled by any source read: no code
is proposed for it.
"""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario

_MIGRAINE, _NECK, _FACE, _LARYNX = "64615", "64616", "64612", "64617"
_LIMB = {False: ("64642", "64643"), True: ("64644", "64645")}
"""The first limb and each further one, with few muscles and with many."""
_MANY_OF_A_LIMB, _MANY_OF_THE_TRUNK = 5, 6
_TRUNK = {False: "64646", True: "64647"}
_TRIGGER_POINT = frozenset(("20552", "20553"))
_OF_A_TRIGGER_POINT = frozenset(
    ("local-anesthetic", "saline", "steroid", "triamcinolone-acetonide", "methylprednisolone-acetate")
)
"""What is put into a trigger point beside a toxin given elsewhere."""
_REPORTING = {"selection", "units", "modifier", "drug", "guidance", "together"}
_EVERY = (_MIGRAINE, _NECK, _FACE, "64642", "64646")


TOXINS = frozenset(("J0585", "J0586", "J0587", "J0588", "J0589"))
"""The drugs."""


def propose(scenario: Scenario, desk: Desk) -> tuple[Proposal, ...]:
    """Propose by the disorder that the words or the diagnosis name; without one it is asked for."""
    toxin = scenario.toxin
    if toxin is None or (scenario.asks and not (_REPORTING & set(scenario.asks) or scenario.is_session)):
        return ()
    if toxin.use == "pain":
        return (_open("botulinum.pain", (), frozenset((*_TRIGGER_POINT, _MIGRAINE)), (_NECK, "64642", "64646")),)
    if toxin.use == "elsewhere":
        return ()
    if toxin.use == "migraine":
        return (_one(_MIGRAINE, (), scenario),)
    if toxin.use in ("neck", "face", "larynx"):
        code = {"neck": _NECK, "face": _FACE, "larynx": _LARYNX}[toxin.use]
        side = _side(scenario)
        return (_one(code, (side,) if side else (), scenario),)
    if toxin.use == "limb" or (toxin.use is None and toxin.limbs and scenario.says("muscle")):
        return (_of_limbs(scenario),)
    if set(scenario.claim.procedure_codes) & _TRIGGER_POINT and not _OF_A_TRIGGER_POINT & set(
        scenario.claim.injectates
    ):
        return (_open("botulinum.generic", ("ask.toxin_use",), _TRIGGER_POINT, _EVERY),)
    if "selection" not in scenario.asks or scenario.claim.procedure_codes:
        return ()
    return (_open("botulinum.generic", ("ask.toxin_use",), frozenset(), _EVERY),)


def _open(reason: str, asks: tuple[str, ...], instead: frozenset[str], codes: tuple[str, ...]) -> Proposal:
    lines = tuple(Line(code=code) for code in codes)
    reasons = (Statement(reason),)
    return Proposal("botulinum", (), reasons, lines, tuple(map(Statement, asks)), is_unsettled=True, instead_of=instead)


def _one(code: str, modifiers: tuple[str, ...], scenario: Scenario) -> Proposal:
    lines = (Line(code=code, modifiers=modifiers), *_guidance(scenario))
    reasons = (Statement(f"botulinum.{code}", {"code": code}),)
    asks = () if modifiers or code == _MIGRAINE else (Statement("ask.side"),)
    return Proposal(
        "botulinum", lines, reasons, (), asks, frozenset((code,)), instead_of=_TRIGGER_POINT - _beside(scenario)
    )


def _of_limbs(scenario: Scenario) -> Proposal:
    toxin = scenario.toxin
    assert toxin is not None
    trunk = [Line(code=_TRUNK[toxin.trunk >= _MANY_OF_THE_TRUNK])] if toxin.trunk else []
    if not toxin.limbs and not trunk:
        few = ("64646", "64647") if toxin.on_trunk else ("64642", "64644")
        return _open("botulinum.by_limb", ("ask.limbs",), frozenset(), few)
    if None in toxin.limbs:
        return _open("botulinum.by_limb", ("ask.limbs",), frozenset(), ("64642", "64643", "64644", "64645"))
    counts = sorted((n for n in toxin.limbs if n is not None), reverse=True)
    lines = [Line(code=_LIMB[counts[0] >= _MANY_OF_A_LIMB][0])] if counts else []
    for many in (True, False):
        further = sum((n >= _MANY_OF_A_LIMB) is many for n in counts[1:])
        lines += [Line(code=_LIMB[many][1], units=further)] if further else []
    told = {"muscles": ", ".join(map(str, counts)) or str(toxin.trunk), "codes": "; ".join(map(str, (*lines, *trunk)))}
    reasons = (Statement("botulinum.limbs", told),)
    return Proposal(
        "botulinum", (*lines, *trunk, *_guidance(scenario)), reasons, instead_of=_TRIGGER_POINT - _beside(scenario)
    )


def _beside(scenario: Scenario) -> frozenset[str]:
    """Give the trigger point codes the user named: another drug in other muscles is theirs to show."""
    return frozenset(scenario.claim.procedure_codes)


def _side(scenario: Scenario) -> str | None:
    sides = {s for m in scenario.claim.muscles for s in (m.side or "")}
    if scenario.is_bilateral or "B" in sides or {"L", "R"} <= sides:
        return "50"
    return {"R": "RT", "L": "LT"}.get(next(iter(sides), ""), scenario.side)


def _guidance(scenario: Scenario) -> tuple[Line, ...]:
    """Add the guidance by EMG or by stimulation, once an encounter."""
    code = (
        "95874"
        if scenario.says("emg", "electromyog")
        else "95873"
        if scenario.says("electrical stim", "e-stim guid")
        else None
    )
    return (Line(code=code),) if code and code not in scenario.claim.procedure_codes else ()
