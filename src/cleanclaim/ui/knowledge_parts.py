"""Make the parts of the knowledge page: sections with marked words, documents, rules, tables, as HTML in pieces."""

from collections.abc import Iterable

from cleanclaim.comparing.documents import facts
from cleanclaim.enforcing import enforced, resting_on
from cleanclaim.knowledge import Article, Knowledge, Passage, Policy
from cleanclaim.rules import Rule
from cleanclaim.tables.ages import Age
from cleanclaim.ui.drawing import words
from cleanclaim.ui.drawing.markup import details, link, mark, page_link, state, table, text
from cleanclaim.ui.drawing.sources import grade
from cleanclaim.ui.highlighting import Span, marked


def section(passage: Passage, found: tuple[Span, ...], is_open: bool = False, of_document: bool = False) -> str:
    """Make one section that opens, with what was looked for marked in it."""
    name = passage.section if of_document else f"{passage.document} · {passage.section}"
    head = f'<span class="cc-grow"><b>{text(name)}</b></span>{grade(passage.verified)}{_dates(passage)}'
    body = (
        f'<blockquote class="cc-quote">{marked(passage.text, found)}</blockquote>'
        f'<p class="cc-small">{link(passage.title, passage.url)} · passage <code>{text(passage.id)}</code></p>'
    )
    return details("source", head, body, is_open)


def policy(each: Policy) -> str:
    """Make what a policy states and which rules enforce it."""
    stated = table(("Fact", "As on file"), [(text(f.name), text(f.left)) for f in facts(each, each)])
    rested: list[tuple[str, ...]] = [
        (f"<code>{text(e.rule)}</code>", text(e.fact), grade(e.grade)) for e in enforced(each)
    ]
    ties = (
        table(("Rule", "What it enforces", "Grade of the fact"), rested)
        if rested
        else f"<p>{mark('blind')}No rule enforces anything of this document: its words are found and cited, not checked.</p>"
    )
    note = f"<p>{text(each.diagnoses.note)}</p>" if each.diagnoses.note else ""
    return (
        f"<p>{link(each.title, each.url)} · {text(each.authority)} {grade(each.verified)}</p>{stated}{note}"
        f'<p class="cc-over">Enforced by rules</p>{ties}{_sources(each)}'
    )


def article(each: Article) -> str:
    """Make what an article rests on."""
    return f"<p><b>{text(each.title)}</b> {grade(each.verified)} · read by us {each.reviewed}</p>{_sources(each)}"


def rule(each: Rule, known: Knowledge, is_open: bool = False) -> str:
    """Make a rule that opens: what, why, what to do, when it runs, its examples and the policies it rests on."""
    severity = words.SEVERITIES[each.severity]
    head = f'<span class="cc-grow"><b>{text(each.id)}</b> {text(each.title)}</span><span class="cc-grade">{severity}</span>'
    runs = [
        ("About", each.about),
        ("Table", each.table or "none: from the document alone"),
        ("Payers", ", ".join(each.payers) or "all"),
        ("Codes", " ".join(sorted(each.codes)) or "all"),
        ("Needs", ", ".join(n.replace("_", " ") for n in each.needs) or "nothing more"),
        ("In force", _period(each)),
    ]
    policies = resting_on(each, known)
    rested = ", ".join(link(p.name, p.article_url or p.url) for p in policies) or "no policy on file"
    body = (
        f'<p>{text(each.why)}</p><p class="cc-remedy"><b>Do:</b> {text(each.remedy)}</p>'
        f"<p>{link(str(each.citation), each.citation.url)} {grade(each.citation.verified)}</p>"
        f"{table(('What', 'Value'), [(text(k), text(v)) for k, v in runs])}"
        f'<p class="cc-over">It objects to</p>{_examples(each.denied)}'
        f'<p class="cc-over">It has nothing against</p>{_examples(each.clean)}'
        f'<p class="cc-over">Policies on file it rests on</p><p>{rested}</p>'
    )
    return details("source", head, body, is_open)


def ages(found: Iterable[Age]) -> str:
    """Make the table of tables: release, rows, dates, and whether it is the one in force."""
    return table(
        ("Table", "Release", "Rows", "In force", "Today", "From"),
        [
            (
                f"<b>{text(a.release.table)}</b>",
                text(a.release.version),
                f"{a.rows:,}",
                f"{a.release.effective_from} to {a.release.effective_to or 'open'}",
                _age(a),
                text(f"{'imported' if a.imported else 'curated'}: {a.release.source}"),
            )
            for a in found
        ],
    )


def _age(age: Age) -> str:
    if age.days_past is None:
        return state("ok", "in force")
    return state("warn", f"ended {age.days_past:,} days ago")


def _examples(claims: Iterable[str]) -> str:
    return "".join(f"<p>{page_link(f'`{each}`', 'claim-checker', claim=each)}</p>" for each in claims)


def _sources(each: Policy | Article) -> str:
    rows: list[tuple[str, ...]] = [(link(s.title, s.url), grade(s.verified)) for s in each.sources]
    return f'<p class="cc-over">Read in</p>{table(("Source", "Grade"), rows)}'


def _dates(passage: Passage) -> str:
    if not passage.effective_from and not passage.effective_to:
        return ""
    return (
        f'<span class="cc-date">{passage.effective_from or "start not known"} to {passage.effective_to or "now"}</span>'
    )


def _period(each: Rule) -> str:
    return f"{each.since or 'always'} to {each.until or 'now'}" if each.since or each.until else "always"
