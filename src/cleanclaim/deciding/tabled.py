"""What the tables say of the codes asked about: units a day, global days and sides, the dates of a diagnosis."""

from collections.abc import Iterator

from cleanclaim.deciding import alone
from cleanclaim.deciding.case import Case
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.fitting import OF_THE_FACILITY

_FACILITIES = ("19", "22", "24")


def told_of_tables(case: Case) -> Iterator[Statement]:
    """Tell what the tables hold of what was asked."""
    yield from _of_add_ons(case)
    yield from _of_diagnoses(case)
    yield from _of_the_one_procedure(case)
    yield from _of_the_facility(case)


def _of_add_ons(case: Case) -> Iterator[Statement]:
    """Tell the primary codes of the code asked about, or that it stands by itself."""
    if alone.adds_on(case) is None:
        return
    code = case.scenario.claim.procedure_codes[0]
    primaries = [each for each in case.tables.primaries(code) if case.tables.procedure(each)]
    told = {"code": code, "release": case.tables.version("addons").version, "primaries": ", ".join(primaries)}
    yield Statement("addon.is" if alone.adds_on(case) else "addon.not", told)


def _of_diagnoses(case: Case) -> Iterator[Statement]:
    """Tell of a diagnosis in force on the date when it ends, or that it had only just begun."""
    on = case.tables.on
    for code in case.scenario.claim.diagnoses:
        history = case.tables.diagnosis_history(code)
        if history and history.effective_to and history.effective_to >= on >= (history.effective_from or on):
            told = {"code": code, "on": on, "until": history.effective_to, "after": ", ".join(history.successors)}
            yield Statement("diagnosis.until", told)
        row = case.tables.diagnosis(code)
        if "validity" in case.scenario.asks and row and row.billable:
            release = case.tables.version("icd10cm").version
            yield Statement("diagnosis.billable", {"code": code, "title": row.title, "release": release})


def _of_the_one_procedure(case: Case) -> Iterator[Statement]:
    """Tell the MUE, or the global days and bilateral indicator, of the one code asked about."""
    codes = case.scenario.claim.procedure_codes
    if len(codes) != 1:
        return
    mue, fee = case.tables.mue(codes[0]), case.tables.fee(codes[0])
    repeated = {"76", "77", "91", "59"} & set(case.scenario.modifiers_asked)
    if mue and ({"units", "mue"} & set(case.scenario.asks) or repeated):
        told: dict[str, object] = {"code": codes[0], "value": mue.value, "release": mue.release}
        yield Statement(f"mue.is.{mue.adjudication}", told)
    if case.scenario.claim.payer not in (None, "medicare"):
        return  # the fee schedule's indicators are Medicare's
    other = set(case.scenario.modifiers_asked) - {"50", "RT", "LT"} and "global" not in case.scenario.asks
    if (
        fee
        and case.tables.family(codes[0]) != "drug"
        and {"global", "modifier"} & set(case.scenario.asks)
        and not other
    ):
        told = {"code": codes[0], "days": fee.global_days, "release": fee.release}
        yield Statement(f"fee.is.{fee.bilateral}", told)


def _of_the_facility(case: Case) -> Iterator[Statement]:
    """Tell the facility's own code beside the physician's, where the place has both."""
    scenario = case.scenario
    named = {*(line.code for line in case.mended.lines), *scenario.claim.procedure_codes}
    if scenario.bills_facility or scenario.claim.place_of_service in _FACILITIES:
        for code, own in OF_THE_FACILITY.items():
            if code in named or own in named:
                yield Statement("facility.has_own", {"code": code, "own": own})
