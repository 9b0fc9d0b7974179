"""Read dates of service, prior sessions and which session of the year it is."""

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from cleanclaim.reading import counted
from cleanclaim.reading.scenario import Fact

_MONTHS = {
    name: at
    for at, names in enumerate(
        (
            "january jan enero ene",
            "february feb febrero",
            "march mar marzo",
            "april apr abril abr",
            "may mayo",
            "june jun junio",
            "july jul julio",
            "august aug agosto ago",
            "september sept sep septiembre",
            "october oct octubre",
            "november nov noviembre",
            "december dec diciembre dic",
        ),
        1,
    )
    for name in names.split()
}
MONTH = "|".join(sorted(_MONTHS, key=len, reverse=True))
_DATE = re.compile(
    r"(?<![\w/.-])(?:(?P<y1>(?:19|20)\d\d)-(?P<m1>\d{1,2})-(?P<d1>\d{1,2})"
    r"|(?P<m2>\d{1,2})[/-](?P<d2>\d{1,2})[/-](?P<y2>(?:19|20)?\d\d)"
    rf"|(?P<m3>{MONTH})\.?\s+(?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<y3>(?:19|20)\d\d)"
    rf"|(?P<d4>\d{{1,2}})(?:\s+(?:de\s+)?|-)(?P<m4>{MONTH})(?:\.?\s+(?:de\s+|del\s+)?|-)(?P<y4>(?:19|20)\d\d))(?![\w/])"
)
_PRIOR = re.compile(
    r"(?:prior|previous|last|earlier|also on|already(?: had)?(?: on)?|before on|anteriores?)(?:(?!\b(?:now|today|can|could|may|schedul\w*|planned|next|this one|hoy)\b)[^.;?]){0,40}$"
)
# Only sessions that came before: `last TPI 3 weeks ago`, not `denied 3 weeks ago`.
_AGO = re.compile(
    r"\b(?:tpis?|inject\w*|session|shots?|set|round|treated|block|esi|previous|prior|last)\b[^.;?]{0,24}?\b"
    r"(?P<n>\d{1,2}|one|two|three|four|five|six|eight|a)\s+(?P<unit>days?|weeks?|wks?|months?|mos?)\s+ago\b"
)
_WORDED_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "eight": 8}
# A repeat so long after the last session: `repeat at 5 weeks`, `repetir a las 3 semanas`.
_REPEATED = re.compile(
    r"\b(?:repeat\w*|redo|again|repetir\w*)\b[^.;?]{0,40}?\b(?:at|after|in|only|a las|despues de)\s+"
    rf"(?P<n>\d{{1,2}}|{'|'.join(_WORDED_COUNTS)})\s+(?P<unit>days?|weeks?|wks?|months?|mos?|dias|semanas|meses)\b"
)
# A session told by its month: `2 TPIs in feb and may 2026`, `last one in march`; `may` by itself is mostly a verb.
_BY_MONTH = re.compile(
    rf"(?<!\d-)(?<!\d )\b(?!\w+-\d)(?P<month>{'|'.join(sorted(set(_MONTHS) - {'may', 'mar', 'ago'}, key=len, reverse=True))}"
    rf"|(?:(?<=in )|(?<=last )|(?<=, )|(?<=and )|(?<=\())may\b|may(?=,? (?:19|20)\d\d))\b\.?"
    r"(?!\s+\d{1,2}(?:st|nd|rd|th|,|\s|$))(?:,?\s+(?:of\s+|de\s+)?(?P<year>(?:19|20)\d\d))?"
)
_BEFORE = re.compile(
    r"\b(?:had|got|received|last|prior|previous|earlier|already|ultima|anterior\w*)\b(?![^.;?]*\b(?:since|desde)\s+$)[^.;?]{0,60}$"
)
_SESSIONS = re.compile(r"\b(?:tpis?|inject\w*|sessions?|shots?|ones?|rounds?|sets?|done|did|\d)\b[^.;?]{0,60}$")
_ANOTHER = re.compile(r"\b(?:another|again|repeat\w*|today|now|next|one more|can (?:we|i|he|she)|otra|repetir|hoy)\b")
_BARE_DAY = re.compile(r"(?<![\w/.-])(?P<m>\d{1,2})/(?P<d>\d{1,2})(?![\w/]|\s*(?:muscles?|of|mg|cc|pain)\b)")
_SESSIONS_TOLD = re.compile(r"\b(?:tpis?|sessions?|injections?|esis?|prior|visits)\b")
_SCORES = re.compile(r"\b(?:pain|vas|nrs|scale|scores?|dolor)\b")
_YEAR_SAID = re.compile(r"\b(?:in|of|calendar|year)\s+(?P<y>20[0-3]\d)\b")
# `Which LCD before April 2024?` asks of the day before.
_BEFORE_A_TIME = re.compile(
    rf"\b(?:before|prior to|until|antes de)\s+(?:(?P<month>{MONTH})\.?\s+(?:of\s+|de\s+)?)?(?P<year>20[0-3]\d)\b(?![-/])"
)
_OF_A_VERSION = re.compile(
    r"\b(?:since|effective|began|start\w*|from|until|retired|version|revised|new)\b[^.;?]{0,16}$"
)
_OF_DOCUMENTS = re.compile(
    r"\b(?:effective|lcds?|polic\w+|articles?|rules?|version|valid|began|new codes?|next|until)\b[^.;?]{0,30}$"
)
_CORRECTED = re.compile(r"\W*(?:sorry|i mean|i meant|correction|make that|no,? wait|scratch that|perdon|digo)\W*")
# `When is the next one?` after dates: all of them are earlier sessions.
_NEXT = re.compile(
    r"\bnext (?:eligible|available|possible|allowed|date|tpi|session|injection|one|set)\b|\bwhen (?:can|could|is|may|will)\b[^.?]{0,40}\b(?:next|another|again|get)\b|"
    r"\b(?:earliest|soonest|how soon)\b|\bproxima (?:sesion|inyeccion|fecha)\b|\bcuando (?:puede|se puede)\b"
)
_LABEL = re.compile(r"(?:\bdos|date of service|service date|fecha de servicio)\W{0,4}(?:was |is |of |on )?$")
# `dos 5/14/25, 9/2/25, 12/10/25`: a label before a list names no one day of service.
_LIST_OF_DAYS = re.compile(r"\bdos\W{0,3}\d{1,2}/\d{1,2}/\d{2,4}\s*(?:,|and|&)\s*(?:and\s+)?\d{1,2}/\d{1,2}/\d{2,4}")
_LABEL_ANYWHERE = re.compile(r"\bdos\b|date of service|service date|fecha de servicio")


@dataclass
class Dates:
    date_of_service: date | None = None
    prior: tuple[date, ...] = ()
    by_month: bool = False
    """Some earlier sessions are told by their month alone."""
    session_number: int | None = None
    session_days: int | None = None
    """The window that the number of the session was told for: `4th this year`, `4th within 90 days`."""
    facts: tuple[Fact, ...] = ()


def read(folded: str, today: date, given: date | None = None) -> Dates:
    """Find the date of service (the labelled date, else the latest that no word calls a prior one), the prior dates and the ordinal.

    What lies some weeks `ago` is counted back from the date of service, or from today where none is given. `given` is the
    date of service beside the question: several days before it, none called the service, are its earlier sessions.
    """
    found = _dated(folded, given or today)
    days = tuple(sorted({*found.prior, *((found.date_of_service,) if found.date_of_service else ())}))
    names_one = _LABEL_ANYWHERE.search(folded) and not _LIST_OF_DAYS.search(folded)
    if given and len(days) > 1 and days[-1] < given and not names_one:
        found.prior, found.date_of_service = days, None
        found.facts = tuple(f.model_copy(update={"kind": "prior"}) for f in found.facts)
    on = found.date_of_service or given or today
    dated = bool(found.date_of_service or given)
    months = tuple(_months(folded, on, dated or bool(_ANOTHER.search(folded))))
    found.prior = tuple(dict.fromkeys((*found.prior, *_ago(folded, on), *months)))
    found.by_month = bool(months)
    if not dated and not found.prior:
        found.date_of_service = _of_month(folded)
    return found


def _bare(folded: str, today: date) -> list[tuple[re.Match[str], date]]:
    """Give the days told without their year, where several sessions are told so: of the year said, else the last such days."""
    scored = bool(_SCORES.search(folded))
    found = [
        m
        for m in _BARE_DAY.finditer(folded)
        if 0 < int(m["m"]) <= 12 and 0 < int(m["d"]) <= 31 and not (scored and m["d"] == "10")
    ]
    if len(found) < 2 or not _SESSIONS_TOLD.search(folded):
        return []
    said = _YEAR_SAID.search(folded)
    days = []
    for match in found:
        try:
            day = date(int(said["y"]) if said else today.year, int(match["m"]), int(match["d"]))
            days.append((match, day if said or day <= today else day.replace(year=day.year - 1)))
        except ValueError:
            continue  # no such day in that year
    return days


def _of_month(folded: str) -> date | None:
    """Give the first day of the one month and year that a service is told by: `TPI in March 2024, which LCD?`."""
    earlier = _BEFORE_A_TIME.search(folded)
    if earlier:
        month = _MONTHS[earlier["month"]] if earlier["month"] else 1
        return date(int(earlier["year"]), month, 1) - timedelta(days=1)
    told = [m for m in _BY_MONTH.finditer(folded) if m["year"] and not _OF_A_VERSION.search(folded[: m.start()])]
    if told:
        return date(int(told[0]["year"]), _MONTHS[told[0]["month"]], 1) if len(told) == 1 else None
    year = _OF_A_YEAR.search(folded)
    return date(int(year["year"]), 1, 1) if year else None


def _ago(folded: str, on: date) -> Iterator[date]:
    for match in (*_AGO.finditer(folded), *_REPEATED.finditer(folded)):
        count = _WORDED_COUNTS.get(match["n"]) or int(match["n"])
        days = count * {"d": 1, "w": 7, "s": 7, "m": 30}[match["unit"][0]]
        yield on - timedelta(days=days)


def _months(folded: str, on: date, is_asked_again: bool) -> Iterator[date]:
    """Give a day for each month that sessions are told by: its first, or its last where the window of a year ends in it.

    So the number of sessions in twelve months is never counted too low, nor the time between two of them too short.
    """
    year: int | None = None
    for match in reversed([*_BY_MONTH.finditer(folded)]):
        before = folded[: match.start()]
        if _OF_DOCUMENTS.search(before) or not (
            _BEFORE.search(before) or (is_asked_again and _SESSIONS.search(before))
        ):
            continue
        # `feb and may 2026`: a year said once is the year of the months before it.
        year = int(match["year"]) if match["year"] else year
        month = _MONTHS[match["month"]]
        own = year if year else on.year if month <= on.month else on.year - 1
        first, last = date(own, month, 1), date(own, month, monthrange(own, month)[1])
        if first < on:
            yield last if (own, month) == (on.year - 1, on.month) else first


def _dated(folded: str, today: date) -> Dates:
    number = counted.number(folded)
    found = Dates(session_number=number, session_days=counted.window(folded) if number else None)
    dated = [(match, day) for match in _DATE.finditer(folded) if (day := _date(match))] or _bare(folded, today)
    if not dated:
        return found
    dated = [
        pair
        for at, pair in enumerate(dated)
        if not (at + 1 < len(dated) and _CORRECTED.fullmatch(folded[pair[0].end() : dated[at + 1][0].start()]))
    ]
    if _NEXT.search(folded) and not any(_LABEL.search(folded[: match.start()]) for match, _ in dated):
        found.prior = tuple(dict.fromkeys(day for _, day in dated))
        found.facts = tuple(
            Fact(kind="prior", value=str(day), start=match.start(), end=match.end()) for match, day in dated
        )
        return found
    labelled = [pair for pair in dated if _LABEL.search(folded[: pair[0].start()])]
    unlabelled = [pair for pair in dated if not _PRIOR.search(folded[: pair[0].start()])]
    service = labelled[0] if labelled else max(unlabelled, key=lambda p: p[1]) if unlabelled else None
    found.date_of_service = service[1] if service else None
    found.prior = tuple(dict.fromkeys(day for pair in dated if pair is not service for day in [pair[1]]))
    found.facts = tuple(
        Fact(kind="dos" if pair is service else "prior", value=str(pair[1]), start=pair[0].start(), end=pair[0].end())
        for pair in dated
    )
    return found


def parse(text: str) -> date | None:
    """Read one date in any of the formats people write."""
    match = _DATE.search(text.strip().lower())
    return _date(match) if match else None


# `what LCD was in effect in 2023`: the rules of a year are asked about, not how often something was done in it.
_OF_A_YEAR = re.compile(
    r"\A(?=.*\b(?:lcds?|polic(?:y|ies)|articles?|rules?|in (?:effect|force)|valid|governed|dx list|diagnosis list)\b)"
    r"(?!.*\b(?:sessions?|times|since|effective|start\w*|began|retired|replaced)\b)"
    r".*?(?:\b(?:in|for|during|of)\s+|\b(?:tpis?|medicare|codes?)\s+)(?P<year>20[12]\d)\b(?![-/])"
)


def _date(match: re.Match[str]) -> date | None:
    g = match.groupdict()
    year = next(g[k] for k in ("y1", "y2", "y3", "y4") if g[k])
    month = next(g[k] for k in ("m1", "m2", "m3", "m4") if g[k])
    day = next(g[k] for k in ("d1", "d2", "d3", "d4") if g[k])
    try:
        return date(int(year) if len(year) == 4 else 2000 + int(year), _MONTHS.get(month) or int(month), int(day))
    except ValueError:
        return None
