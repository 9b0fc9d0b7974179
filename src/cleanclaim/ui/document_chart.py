"""Draw when documents were in force as inline SVG, a bar each. Widths in percent, so text never shrinks."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape

from cleanclaim.comparing.dates import Span
from cleanclaim.ui.tile_map import COLORS

_ROW = 34
_TOP = 26


def svg(spans: Sequence[Span], on: date) -> str:
    """Give the chart in one line: bars from the first start known to two years after the date, a line on the date."""
    known = [s.effective_from for s in spans if s.effective_from]
    first = date(min([*known, on]).year, 1, 1)
    last = date(max([*(s.effective_to or on for s in spans), on]).year + 1, 1, 1)

    def x(day: date) -> float:
        return 100 * min(1.0, max(0.0, (day - first).days / max(1, (last - first).days)))

    height = _TOP + _ROW * len(spans) + 6
    bars = "".join(_bar(span, at, first, last, x) for at, span in enumerate(spans))
    return (
        f'<svg role="img" aria-label="{escape(described(spans, on), quote=True)}" width="100%" height="{height}" '
        'style="display:block;max-width:100%;overflow:visible">'
        '<defs><pattern id="retired" width="6" height="6" patternUnits="userSpaceOnUse">'
        '<path d="M-1 7L7 -1" stroke="currentColor" stroke-width="1.5" opacity="0.6"></path></pattern></defs>'
        f"{_years(first, last, height, x)}{bars}"
        f'<line x1="{x(on):.2f}%" x2="{x(on):.2f}%" y1="{_TOP - 8}" y2="{height}" stroke="#2563eb" stroke-width="2"></line>'
        "</svg>"
    )


def described(spans: Sequence[Span], on: date) -> str:
    """Say what the chart shows."""
    told = "; ".join(
        f"{s.document} of {s.of}, {s.effective_from or 'start not known'} to {s.effective_to or 'not ended'}, {s.state}"
        for s in spans
    )
    return f"Documents and the days they are in force, seen from {on}: {told}."


def _bar(span: Span, at: int, first: date, last: date, x: Callable[[date], float]) -> str:
    y = _TOP + _ROW * at
    left, right = x(span.effective_from or first), x(span.effective_to or last)
    color = COLORS.get(span.of, "#a1a1aa")
    dashed = "" if span.effective_from else ' stroke-dasharray="4 3"'
    retired = span.state == "retired"
    until = f" to {span.effective_to}" if span.effective_to else " on"
    label = f"{span.document} · {span.of} · {span.effective_from or 'start not known'}{until}" + (
        f" · {span.state}" if span.state != "in force" else ""
    )
    box = f'x="{left:.2f}%" width="{max(0.6, right - left):.2f}%" y="{y + 16}" height="11" rx="3"'
    hatch = f'<rect {box} fill="url(#retired)"></rect>' if retired else ""
    return (
        f'<g><text x="0.3%" y="{y + 11}" fill="currentColor" style="font-size:12px">{escape(label)}</text>'
        f'<rect {box} fill="{color}" opacity="{0.45 if retired else 1}" stroke="currentColor" stroke-opacity="0.5"{dashed}></rect>'
        f"{hatch}</g>"
    )


def _years(first: date, last: date, height: int, x: Callable[[date], float]) -> str:
    years = range(first.year, last.year + 1)
    step = max(1, -(-len(years) // 7))
    parts = []
    for year in years:
        place = x(date(year, 1, 1))
        parts.append(
            f'<line x1="{place:.2f}%" x2="{place:.2f}%" y1="{_TOP - 8}" y2="{height}" stroke="currentColor" opacity="0.12"></line>'
        )
        if (year - first.year) % step == 0 and place < 96:
            parts.append(
                f'<text x="{place + 0.3:.2f}%" y="{_TOP - 12}" fill="currentColor" style="font-size:12px">{year}</text>'
            )
    return "".join(parts)
