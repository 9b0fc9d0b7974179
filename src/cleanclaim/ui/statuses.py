"""Statuses and grades as a person reads them: always a word, with a colour and a mark beside it."""

_STATUS = {
    "pass": ("green", ":material/check:"),
    "covered": ("green", ":material/check:"),
    "listed": ("green", ":material/list_alt:"),
    "conditional": ("orange", ":material/rule:"),
    "depends": ("orange", ":material/alt_route:"),
    "differs": ("orange", ":material/alt_route:"),
    "fail": ("red", ":material/close:"),
    "not_covered": ("red", ":material/close:"),
    "not_checked": ("gray", ":material/visibility_off:"),
    "unknown": ("gray", ":material/visibility_off:"),
    "none": ("gray", ":material/remove:"),
    "no_document": ("gray", ":material/remove:"),
}
_WORDS = {
    "listed": "list on file",
    "unknown": "list not on file",
    "none": "sets no list",
    "no_document": "no document on file",
    "differs": "differs by state",
}


def badge(status: str, what: str = "") -> str:
    """Give a status as a markdown badge, such as `coverage: not checked`."""
    color, icon = _STATUS[status]
    told = f"{what}: {words(status)}" if what else words(status)
    return f":{color}-badge[{icon} {told}]"


def words(status: str) -> str:
    """Give a status in words."""
    return _WORDS.get(status, status.replace("_", " "))


def escaped(text: str) -> str:
    """Give text that markdown shows as it is written, except spans of code."""
    for mark in ("$", "[", "]", "*", "~"):
        text = text.replace(mark, f"\\{mark}")
    return text
