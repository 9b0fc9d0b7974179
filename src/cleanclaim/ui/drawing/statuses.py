"""Statuses of a list or a code in one word or two, for tables and maps."""

from cleanclaim.ui.drawing import markup
from cleanclaim.ui.drawing import words as shared

_LISTS = {
    "listed": ("ok", "list on file"),
    "unknown": ("blind", "list not on file"),
    "none": ("blind", "sets no list"),
    "no_document": ("blind", "no document on file"),
    "differs": ("warn", "differs by state"),
    "not_listed": ("warn", "not listed"),
    "refused": ("bad", "refused"),
}


def state(status: str) -> str:
    """Make a status as HTML."""
    tone = _LISTS[status][0] if status in _LISTS else (shared.COVERAGE.get(status) or shared.CODING[status])[0]
    return markup.state(tone, words(status))


def words(status: str) -> str:
    """Give a status in words."""
    return _LISTS[status][1] if status in _LISTS else status.replace("_", " ")
