"""What was injected is not what the policy covers.

The trigger point LCDs of 2024 cover a local anesthetic; biologics such as platelet-rich plasma and other injectates are
outside them, and a drug that the FDA has not approved for it may cost the whole claim.

Report the drug that the record names; expect a denial for one the policy refuses and consider an ABN before the service.
"""

import re
from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Severity, Unchecked
from cleanclaim.rules import rule, session_rules
from cleanclaim.tables import Tables

_KINDS = {
    "local-anesthetic": r"lidocaine|bupivacaine|ropivacaine|mepivacaine|procaine|anesthetic",
    "steroid": r"betamethasone|dexamethasone|methylprednisolone|triamcinolone|cortisone|steroid",
    "botulinum": r"botulinum|toxin|botox|dysport|xeomin|myobloc|daxxify",
    "biologic": r"biologic|platelet|prp|stem-cell|amniotic|exosome|hyaluron",
}


@rule(
    citation=Citation(
        authority="CGS, NGS and Palmetto",
        document="L39656, L39662, L39671",
        section="limitations: injectates",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=39656&ver=9",
    ),
    table="policies",
    about="coverage",
    codes=("20552", "20553"),
    denied=(
        "20552 | dos 2026-03-02 | state OH | injectates biologic",
        "20552 | dos 2026-03-02 | state OH | injectates prp",
    ),
    clean=("20552 | dos 2026-03-02 | state OH | injectates lidocaine", "20552 | dos 2026-03-02 | state OH"),
)
def injectate_not_covered(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    injected = _injected(claim, tables)
    injection = next(line for line in claim.lines if line.code in ("20552", "20553"))
    for each in session_rules(injection, claim, tables) if injected else ():
        if isinstance(each, Unchecked):
            yield each
            continue
        policy, session = each
        for word in injected:
            known = {word, kind(word)}
            refused = bool(known & set(session.injectates_refused))
            if not refused and (not session.injectates_allowed or known & set(session.injectates_allowed)):
                continue
            covered = " or ".join(session.injectates_allowed).replace("-", " ")
            yield Problem(
                injection,
                f"{policy.name} ({policy.authority}) "
                + (
                    f"does not cover {_plain(word)} in a trigger point injection."
                    if refused
                    else f"names {covered} as what is injected, and not {_plain(word)}."
                ),
                outcome="fail" if refused else "conditional",
                severity=_severity(word, refused, session.verified == "official"),
                citation=policy.citation("injectates", session.verified),
            )


def _injected(claim: Claim, tables: Tables) -> tuple[str, ...]:
    """Give what was injected: as the record says it, and by the drugs billed where no other injection used them."""
    others = [code for code in claim.procedure_codes if tables.family(code) not in ("trigger-point", "drug", "visit")]
    drugs = [drug.name for line in claim.lines if not others and (drug := tables.drug(line.code))]
    # Beside a code of its own the toxin went where that code says.
    toxin = any(tables.family(code) == "botulinum" for code in others)
    spoken = tuple(word for word in claim.injectates if not (toxin and kind(word) == "botulinum"))
    words = [re.sub(r"[^a-z0-9]+", "-", name.lower()).strip("-") for name in drugs]
    return tuple(dict.fromkeys((*spoken, *words)))


def _severity(word: str, refused: bool, official: bool) -> Severity:
    if refused:
        return "denied" if official else "at_risk"
    # The same contractors' articles ask for the drug's own code on the claim, so a steroid is not simply refused.
    return "note" if kind(word) == "steroid" else "at_risk"


def kind(word: str) -> str:
    """Name the kind of an injectate, such as `steroid`; the word itself where no kind is known."""
    return next((name for name, pattern in _KINDS.items() if re.search(pattern, word)), word)


def _plain(word: str) -> str:
    return word.replace("-", " ")
