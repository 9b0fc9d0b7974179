"""Draw the states as tiles, inline SVG: colour says the contractor, mark and hatching say the status. No request is made."""

from collections.abc import Iterable, Mapping
from html import escape

from cleanclaim.comparing.contractors import StateView
from cleanclaim.ui.drawing.statuses import words

# Column and row of each tile: neighbours stay neighbours as far as a grid allows.
_ROWS = """
AK . . . . . . . . . . ME
. . . . . . . . . . VT NH
WA ID MT ND MN IL WI MI NY RI MA .
OR NV WY SD IA IN OH PA NJ CT . .
CA UT CO NE MO KY WV VA MD DE . .
. AZ NM KS AR TN NC SC DC . . .
. . . OK LA MS AL GA . . . .
HI . . TX . . . . FL . PR VI
AS GU MP . . . . . . . . .
"""
PLACES: dict[str, tuple[int, int]] = {
    state: (column, row)
    for row, line in enumerate(_ROWS.strip().splitlines())
    for column, state in enumerate(line.split())
    if state != "."
}
COLORS = {
    "CGS": "#f9b4b4",
    "First Coast": "#fcd9a1",
    "NGS": "#f6ef9f",
    "Noridian": "#b7e4b5",
    "Novitas": "#a9e2e3",
    "Palmetto": "#b5cdf7",
    "WPS": "#d9c3f3",
}
_OTHER = "#d4d4d8"
INK = "#18181b"
MARKS = {
    "covered": "✓",
    "not_covered": "✕",
    "depends": "±",
    "not_checked": "?",
    "listed": "list",
    "unknown": "?",
    "none": "–",
    "no_document": "·",
}
_HATCHED = {"not_checked", "unknown", "no_document"}
_SIZE, _GAP = 40, 4


def svg(views: Iterable[StateView], statuses: Mapping[str, str], what: str) -> str:
    """Give the map in one line; `statuses` names what each state's mark says, `what` the question it answers."""
    found = {view.state: view for view in views}
    width = (max(c for c, _ in PLACES.values()) + 1) * (_SIZE + _GAP)
    height = (max(r for _, r in PLACES.values()) + 1) * (_SIZE + _GAP)
    tiles = "".join(_tile(found[s], statuses[s], *at) for s, at in PLACES.items() if s in found)
    return (
        f'<svg role="img" aria-label="{escape(described(statuses, what), quote=True)}" viewBox="-2 -2 {width + 2} {height + 2}" '
        f'style="width:100%;max-width:{width + 40}px;height:auto;display:block">'
        '<defs><pattern id="unchecked" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1 7L7 -1" stroke="#18181b" stroke-width="1" opacity="0.28"></path></pattern></defs>'
        f"{tiles}</svg>"
    )


def described(statuses: Mapping[str, str], what: str) -> str:
    """Say what the map shows: each status with its states."""
    groups: dict[str, list[str]] = {}
    for state, status in sorted(statuses.items()):
        groups.setdefault(words(status), []).append(state)
    return f"{what}. " + " ".join(f"{told}: {', '.join(states)}." for told, states in groups.items())


def legend(views: Iterable[StateView], statuses: Mapping[str, str]) -> str:
    """Give the legend as HTML: the contractors on the map, and the marks with their words and grades."""
    found = tuple(views)
    swatches = [
        f'<span style="background:{COLORS.get(mac, _OTHER)};color:{INK};padding:2px 8px;border-radius:4px">{escape(mac)}</span>'
        for mac in sorted({view.mac for view in found})
    ]
    counts = [(s, sum(each == s for each in statuses.values())) for s in MARKS]
    marks = [
        f"<span><b>{MARKS[s]}</b> {words(s)}{_graded(s, found, statuses)} ({count})</span>"
        for s, count in counts
        if count
    ]
    style = "display:flex;flex-wrap:wrap;gap:6px 14px;font-size:0.875rem;margin:4px 0"
    return f'<div style="{style}">{"".join(swatches)}</div><div style="{style}">{"".join(marks)}</div>'


def _graded(status: str, views: Iterable[StateView], statuses: Mapping[str, str]) -> str:
    """Say the grade of the lists a status rests on, where they are not official."""
    grades = sorted({v.grade for v in views if statuses[v.state] == status and v.grade and v.grade != "official"})
    return (
        f", by lists of {' and '.join(grades)} grade"
        if grades and status in ("covered", "not_covered", "listed")
        else ""
    )


def _tile(view: StateView, status: str, column: int, row: int) -> str:
    x, y = column * (_SIZE + _GAP), row * (_SIZE + _GAP)
    box = f'x="{x}" y="{y}" width="{_SIZE}" height="{_SIZE}" rx="5"'
    hatch = f'<rect {box} fill="url(#unchecked)"></rect>' if status in _HATCHED else ""
    # A list that is not official proves no refusal: its frame is broken.
    broken = "" if view.grade == "official" else ' stroke-dasharray="5 3"'
    frame = f' stroke="#b91c1c" stroke-width="2.5"{broken}' if status == "not_covered" else ""
    split = (
        f'<path d="M{x + _SIZE - 11} {y}h6a5 5 0 0 1 5 5v6z" fill="{INK}"></path>' if view.exception else ""
    )  # the corner says that part of the state is another's
    said = escape(f"{view.state}, {view.mac}: {words(status)}. {view.why} {view.exception}".strip())
    return (
        f'<g><title>{said}</title><rect {box} fill="{COLORS.get(view.mac, _OTHER)}"{frame}></rect>{hatch}{split}'
        f'<text x="{x + _SIZE / 2}" y="{y + 18}" text-anchor="middle" fill="{INK}" '
        f'style="font-size:14px;font-weight:600">{view.state}</text>'
        f'<text x="{x + _SIZE / 2}" y="{y + 33}" text-anchor="middle" fill="{INK}" style="font-size:13px">{MARKS[status]}</text></g>'
    )
