"""Needling or acupuncture is billed to Medicare for something other than chronic low back pain.

NCD 30.3.3 covers acupuncture, dry needling among it, since 2020-01-21 and for chronic low back pain only: at least 12
weeks, of no specific cause, not after surgery and not in pregnancy. For anything else it stays not covered.

Tell the patient before the service that Medicare does not pay; with chronic low back pain report the diagnosis the
record supports and keep to the visits the NCD allows.
"""

from collections.abc import Iterator
from datetime import date

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem, Unchecked
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

CODES = ("20560", "20561", "97810", "97811", "97813", "97814")
COVERED_SINCE = date(2020, 1, 21)
LOW_BACK = {"M54.50", "M54.51", "M54.59", "M54.5"}
"""Low back pain as ICD-10-CM has it; the list of the change request that carries out the NCD was not read."""


@rule(
    citation=Citation(
        authority="CMS",
        document="NCD 30.3.3",
        section="acupuncture for chronic low back pain",
        url="https://www.cms.gov/medicare-coverage-database/view/ncd.aspx?ncdid=373&ncdver=1",
    ),
    about="coverage",
    codes=CODES,
    payers=("medicare",),
    sees=("line", "diagnoses"),
    denied=(
        "20560 | dx M79.18 | dos 2026-03-02",
        "97810 | dx M54.59 | dos 2020-01-20",
        "20561 | dx M54.50 | dos 2026-03-02",
    ),
    clean=("20560 | dx M79.18 | dos 2026-03-02 | payer aetna", "20552 | dx M79.18 | dos 2026-03-02"),
)
def needling_not_covered(claim: Claim, tables: Tables) -> Iterator[Problem | Unchecked]:
    for line in claim.lines:
        diagnoses = claim.diagnoses_of(line)
        if line.code not in CODES:
            continue
        if tables.on < COVERED_SINCE:
            yield Problem(line, f"Medicare did not cover {line.code} before {COVERED_SINCE}.")
        elif not diagnoses:
            yield Unchecked(f"NCD 30.3.3 covers {line.code} by diagnosis, and none is given", (line.code,))
            if claim.payer == "medicare":
                yield Problem(
                    line,
                    f"Medicare covers {line.code} for chronic low back pain only, and no diagnosis is given.",
                    "Report the diagnosis the record supports; where it is none of chronic low back pain, tell the patient "
                    "before the service that Medicare does not pay.",
                    outcome="conditional",
                )
        elif LOW_BACK & set(diagnoses):
            yield Problem(
                line,
                f"{line.code} is covered for chronic low back pain only if the record shows at least 12 weeks of it, no "
                "specific cause, no surgery and no pregnancy.",
                "Document what NCD 30.3.3 asks for, and the visits so far: 12 in 90 days, 8 more with improvement.",
                outcome="conditional",
                severity="note",
            )
        else:
            names = " and ".join(diagnoses)
            yield Problem(line, f"{line.code} is covered for chronic low back pain only, and {names} is not that.")
