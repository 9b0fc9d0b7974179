"""Joints, tendons, nerves and other targets: the target named chooses the code, with guidance and date."""

from cleanclaim.claim import Line
from cleanclaim.deciding.decision import Statement
from cleanclaim.deciding.desk import Desk
from cleanclaim.deciding.selecting import Proposal
from cleanclaim.reading import Scenario

_SPINE = {"facet", "epidural"}


def propose(scenario: Scenario, desk: Desk) -> Proposal | None:
    """Propose one line for each different target."""
    if scenario.about(*_SPINE) and not scenario.structures:
        return None
    on = desk.date_of(scenario)
    lines, reasons = [], []
    guided = scenario.claim.guidance in ("ultrasound", "fluoroscopy", "ct")
    targets = {desk.lexicon.structures[word].name: desk.lexicon.structures[word] for word in scenario.structures}
    specific = {t.family for t in targets.values()} - {"joint"}
    for structure in targets.values():
        if structure.family == "joint" and specific & {
            "genicular",
            "tendon-origin",
            "tendon-sheath",
            "tunnel",
            "cyst",
            "neuroma",
            "nerve",
            "sacroiliac",
        }:
            continue
        code = structure.code_on(
            on, guided and (structure.family != "joint" or scenario.claim.guidance == "ultrasound")
        )
        row = desk.tables_on(on).procedure(code)
        lines.append(Line(code=code))
        reasons.append(
            Statement(
                "structure.decides",
                {
                    "target": structure.name,
                    "code": code,
                    "label": row.label if row else code,
                    "unit": row.unit if row else "service",
                },
            )
        )
    if not lines:
        return None
    families = {desk.tables_on(on).procedure(line.code) for line in lines}
    family = next((row.family for row in families if row), "structure")
    return Proposal(family, tuple(dict.fromkeys(lines)), tuple(reasons))
