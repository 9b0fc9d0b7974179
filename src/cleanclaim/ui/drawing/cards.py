"""Code cards: one a code, coding and coverage apart, each a chip that opens to what stands behind it."""

from collections.abc import Iterable

from cleanclaim.answer import Answer, CheckAnswer, CodeEntry
from cleanclaim.finding import Check
from cleanclaim.ui.drawing import checks, findings, words
from cleanclaim.ui.drawing.markup import details, link, mark, state, table, text

SHOWN = ("recommended", "asked", "rejected")


def cards(value: Answer | CheckAnswer) -> str:
    """Make a card for every code that was asked about, recommended or rejected."""
    entries = [c for c in value.codes if c.stance in SHOWN]
    made = "".join(_card(each, value) for each in entries)
    return f'<div class="cc-cards">{made}</div>' if made else ""


def _card(each: CodeEntry, value: Answer | CheckAnswer) -> str:
    name = "-".join((each.code, *each.modifiers))
    units = f'<span class="cc-units">{each.units} {"unit" if each.units == 1 else "units"}</span>' if each.units else ""
    chips = _chip(words.CODING[each.coding], _coding(each, value))
    # A diagnosis is judged for coverage with its procedure; a chip that says nothing of it would only be noise.
    if each.system != "ICD-10-CM" or each.coverage != "not_checked":
        chips += _chip(words.COVERAGE[each.coverage], _coverage(each, value))
    return (
        f'<article class="cc-card cc-{each.stance}" aria-label="{text(each.code)}">'
        f'<header><b class="cc-code">{text(name)}</b>{units}<span class="cc-stance">{words.STANCES[each.stance]}</span></header>'
        f'<p class="cc-label"><span class="cc-system">{each.system}</span> {text(each.label)}</p>{chips}</article>'
    )


def _chip(status: tuple[str, str], body: str) -> str:
    tone, word = status
    return details(f"chip cc-{tone}", f"{mark(tone)}{word}", body)


def _coding(each: CodeEntry, value: Answer | CheckAnswer) -> str:
    found = [f for f in value.findings if each.code in f.codes and f.about == "coding"]
    blind = [c for c in value.checks if c.state == "not_checked" and each.code in c.codes and c.check != "policies"]
    if found or each.coding != "pass":
        return findings.listed(found) + _blind(blind) or "<p>No check says more than this.</p>"
    ran = [c for c in value.checks if c.state == "checked" and c.table]
    return "<p>No rule that ran objects to it.</p>" + checks.listed(ran)


def _coverage(each: CodeEntry, value: Answer | CheckAnswer) -> str:
    found = [f for f in value.findings if each.code in f.codes and f.about == "coverage"]
    blind = [c for c in value.checks if c.state == "not_checked" and each.code in c.codes and c.check == "policies"]
    body = findings.listed(found) + _blind(blind)
    if isinstance(value, Answer):
        if each.coverage in ("depends", "not_covered") and value.branches:
            body += branches(value)
        body += _cited(each, value)
    return body or "<p>No coverage rule or policy list on file was read for this code as it stands.</p>"


def _blind(blind: Iterable[Check]) -> str:
    return "".join(
        f"<p>{mark('blind')}Not checked, <b>{text(c.check)}</b>: {text(c.why or 'no reason given')}</p>" for c in blind
    )


def branches(value: Answer) -> str:
    """Make the table of what the answer is for each contractor or payer."""
    return table(
        ("Contractor or payer", "Document", "Result"),
        [(text(b.when), text(b.document or ""), _result(b.coverage, b.result)) for b in value.branches],
    )


def _result(coverage: str | None, result: str) -> str:
    tone = words.COVERAGE[coverage][0] if coverage else "blind"
    return state(tone, text(result))


def _cited(each: CodeEntry, value: Answer) -> str:
    cited = [c for c in value.citations if c.n in each.citations]
    if not cited:
        return ""
    first = cited[0]
    others = f", also [{'], ['.join(str(c.n) for c in cited[1:])}]" if cited[1:] else ""
    quote = first.quote if len(first.quote) <= 360 else first.quote[:360].rsplit(" ", 1)[0] + " …"
    return (
        f'<p class="cc-over">Cited passage [{first.n}]{others}</p><blockquote class="cc-quote">{text(quote)}</blockquote>'
        f'<p class="cc-small">{link(f"{first.document}, {first.section}", first.url)}</p>'
    )
