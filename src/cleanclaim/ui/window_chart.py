"""Draw a session window as inline SVG: the window as a band, sessions as marks. Widths in percent, so text never shrinks."""

from collections.abc import Callable
from datetime import date, timedelta
from html import escape

from cleanclaim.planning.sessions import Window, words

_HEIGHT = 92
_AXIS = 58


def svg(window: Window) -> str:
    """Give the chart of one window, in one line, with its meaning as accessible text."""
    first, last = _span(window)

    def x(day: date) -> str:
        share = (day - first).days / max(1, (last - first).days)
        return f"{2 + 96 * min(1.0, max(0.0, share)):.2f}%"

    color = "#c2410c" if window.is_over else "#0f766e"
    left, right = float(x(window.opens)[:-1]), float(x(window.closes)[:-1])
    parts = [
        f'<svg role="img" aria-label="{escape(described(window), quote=True)}" width="100%" height="{_HEIGHT}" '
        'style="display:block;max-width:100%;overflow:visible">',
        f'<rect x="{left:.2f}%" width="{right - left:.2f}%" y="26" height="{_AXIS - 26}" fill="{color}" opacity="0.16"></rect>',
        f'<line x1="{left:.2f}%" x2="{left:.2f}%" y1="20" y2="{_AXIS}" stroke="{color}" stroke-width="2" stroke-dasharray="3 3"></line>',
        f'<line x1="1%" x2="99%" y1="{_AXIS}" y2="{_AXIS}" stroke="currentColor" opacity="0.45"></line>',
        _text(f"{(left + right) / 2:.2f}%", 16, escape(f"{words(window.limit)}"), "middle", 13),
        *_months(first, last, x),
        *(_dot(x(day), color, "1") for day in window.counted),
        *(_dot(x(day), "none", "0.7") for day in window.outside if first <= day <= last),
        f'<line x1="{right:.2f}%" x2="{right:.2f}%" y1="22" y2="{_AXIS}" stroke="{color}" stroke-width="3"></line>',
    ]
    if window.earliest and window.earliest > window.closes:
        parts.append(_flag(x(window.earliest)))
    elif window.following:
        parts.append(_flag(x(window.following)))
    return "".join((*parts, "</svg>"))


def described(window: Window) -> str:
    """Say what the chart shows."""
    counted = ", ".join(map(str, window.counted)) or "none"
    return (
        f"{window.policy}: {words(window.limit)}. The window runs from after {window.opens} to {window.closes}. "
        f"Sessions inside before that day: {counted}."
    )


def _span(window: Window) -> tuple[date, date]:
    """Give the days the chart begins and ends on: the window, with a margin and the flag; far older marks are left out."""
    length = max(30, (window.closes - window.opens).days)
    oldest = min((d for d in window.outside if (window.opens - d).days < length), default=window.opens)
    end = max(d for d in (window.closes, window.earliest, window.following) if d)
    margin = timedelta(days=max(10, length // 20))
    first = min(oldest, window.opens)
    return (
        first - margin if first.toordinal() > margin.days else first,
        end + margin if (date.max - end) > margin else end,
    )


def _months(first: date, last: date, x: Callable[[date], str]) -> list[str]:
    """Mark the quarters, and name the first of them and every January."""
    step = 3 if (last - first).days > 200 else 1
    days = [date(y, m, 1) for y in range(first.year, last.year + 1) for m in range(1, 13, step)]
    shown = [day for day in days if first <= day <= last][:16]
    parts = []
    for at, day in enumerate(shown):
        place = x(day)
        parts.append(
            f'<line x1="{place}" x2="{place}" y1="{_AXIS}" y2="{_AXIS + 5}" stroke="currentColor" opacity="0.6"></line>'
        )
        named = f"{day:%b} {day.year}" if at == 0 or day.month == 1 else f"{day:%b}"
        parts.append(_text(place, _AXIS + 19, named, "middle", 12))
    return parts


def _dot(place: str, fill: str, opacity: str) -> str:
    return (
        f'<circle cx="{place}" cy="42" r="6" fill="{fill}" stroke="currentColor" stroke-width="1.5" '
        f'opacity="{opacity}"></circle>'
    )


def _flag(place: str) -> str:
    return (
        f'<line x1="{place}" x2="{place}" y1="30" y2="{_AXIS}" stroke="#2563eb" stroke-width="3" stroke-dasharray="2 3"></line>'
        f'<circle cx="{place}" cy="30" r="4" fill="#2563eb"></circle>'
    )


def _text(place: str, y: int, text: str, anchor: str, size: int) -> str:
    return (
        f'<text x="{place}" y="{y}" text-anchor="{anchor}" fill="currentColor" style="font-size:{size}px">{text}</text>'
    )
