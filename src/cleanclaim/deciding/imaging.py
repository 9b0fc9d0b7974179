"""Imaging guidance that the code of the target does not include, so that it has a line of its own."""

from cleanclaim.reading import Scenario
from cleanclaim.reading.entries import Structure

_FREE = {"tendon-sheath", "tendon-origin", "tunnel", "cyst"}
"""No code of these includes imaging (secondary)."""
_NERVES_WITH_IT = {"64415", "64417", "64445", "64447"}
"""Reworded in 2023 to include imaging, as is usually said; no source read names them, so imaging is left to the words."""
_CODES = {"ultrasound": "76942", "fluoroscopy": "77002"}


def imaging_of(structures: list[Structure], codes: set[str], scenario: Scenario) -> tuple[str, ...]:
    """Give the guidance code that stands beside the targets; none where muscles were injected too."""
    code = _CODES.get(scenario.claim.guidance or "")
    if code is None or scenario.count or code in scenario.claim.procedure_codes or not codes:
        return ()
    ultrasound = code == "76942"
    for each in structures:
        nerve = each.family == "nerve" and "64400" <= each.code <= "64450" and each.code not in _NERVES_WITH_IT
        joint = each.family == "joint" and not ultrasound
        if each.code in codes and ((nerve and ultrasound) or joint or each.family in _FREE):
            return (code,)
    return ()
