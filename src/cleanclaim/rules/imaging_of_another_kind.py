"""The imaging that was used is not the kind that the code describes.

Sacroiliac, facet and transforaminal codes stand for injections under fluoroscopy or CT, the joint codes with recorded
ultrasound for ultrasound, and epidurals have codes with and without. Under another kind the code describes what was not done.

Report the code that fits the imaging in the record: without fluoroscopy or CT neither 27096 nor a facet or transforaminal
code, for a joint under fluoroscopy the code without ultrasound. Ask the payer how it wants the injection coded.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

SACROILIAC = {"27096"}
FACET = {"64490", "64491", "64492", "64493", "64494", "64495"}
TRANSFORAMINAL = {"64479", "64480", "64483", "64484"}
JOINT = {"20604": "20600", "20606": "20605", "20611": "20610"}
"""Joint codes with recorded ultrasound, each with the one without."""
UNGUIDED = {"62320": "62321", "62322": "62323", "62324": "62325", "62326": "62327"}
"""Interlaminar epidurals without imaging, each with the code under imaging."""
XRAY = {"fluoroscopy", "ct"}
REMEDIES = {
    "sacroiliac": "Without fluoroscopy or CT leave 27096 off: AAPC's answer is the trigger point family, 20552, and several "
    "policies refuse ultrasound altogether, so ask the payer before the service.",
    "facet": "Leave the facet codes off: under ultrasound facet injections have temporary codes of their own, which NGS's "
    "article does not cover, so ask the payer before the service.",
    "epidural": "Leave the transforaminal code off and ask the payer how it wants an epidural under ultrasound coded.",
}
_GUIDED_NONE = ("visit", "drug", "guidance", "administration", "sedation", "therapy")


@rule(
    citation=Citation(
        authority="AAPC, First Coast and NGS",
        document="Radiology Coding Alert on sacroiliac imaging; A57787; summary of A57826",
        section="fluoroscopy or CT in 27096 and in 64490-64495; ultrasound has codes of its own",
        url="https://www.cms.gov/medicare-coverage-database/view/article.aspx?articleid=57787",
        verified="secondary",
    ),
    table="procedures",
    severity="at_risk",
    codes=SACROILIAC | FACET | TRANSFORAMINAL | JOINT.keys() | UNGUIDED.keys(),
    given=("guidance",),
    denied=("27096 | guidance ultrasound", "64493 | guidance ultrasound", "62322 | guidance fluoroscopy"),
    clean=("27096 | guidance fluoroscopy", "64493 | guidance ct", "20611 | guidance ultrasound", "64483"),
)
def imaging_of_another_kind(claim: Claim, tables: Tables) -> Iterator[Problem]:
    judged = SACROILIAC | FACET | TRANSFORAMINAL | JOINT.keys() | UNGUIDED.keys()
    elsewhere = [
        code for code in claim.procedure_codes if code not in judged and tables.family(code) not in _GUIDED_NONE
    ]
    doubt = f", unless it was used for {' or '.join(elsewhere)}" if elsewhere else ""
    for line in claim.lines:
        under_ultrasound = claim.guidance == "ultrasound" and line.code in SACROILIAC | FACET | TRANSFORAMINAL
        if under_ultrasound:
            family = tables.family(line.code) or "epidural"
            yield Problem(
                line,
                f"{line.code} is an injection under fluoroscopy or CT, and the record names ultrasound{doubt}.",
                REMEDIES[family],
                outcome="conditional" if elsewhere or line.code in TRANSFORAMINAL else "fail",
            )
        elif claim.guidance in XRAY and line.code in JOINT:
            yield Problem(
                line,
                f"{line.code} is an injection under recorded ultrasound, and the record names {_word(claim.guidance)}{doubt}.",
                f"Report {JOINT[line.code]} without ultrasound; fluoroscopic guidance 77002 may stand beside it where it was "
                "done and recorded.",
                outcome="conditional" if elsewhere else "fail",
            )
        elif claim.guidance in XRAY and line.code in UNGUIDED:
            yield Problem(
                line,
                f"{line.code} is an epidural without imaging, and the record names {_word(claim.guidance)}{doubt}.",
                f"Report {UNGUIDED[line.code]}, which includes the imaging, where the images are kept; nothing is added for it.",
                outcome="conditional" if elsewhere else "fail",
            )


def _word(guidance: str | None) -> str:
    return "CT" if guidance == "ct" else str(guidance)
