"""The chronic migraine toxin code stands without chronic migraine.

64615 is toxin treatment of chronic migraine. Toxin put into trigger points for myofascial pain is not that service; most
payers call it investigational and do not cover it, and its coding is not settled.

Report 64615 only with chronic migraine (G43.7-), where the record shows it. Otherwise expect a denial, ask the payer before
the service, and consider an ABN.
"""

from collections.abc import Iterator

from cleanclaim.citation import Citation
from cleanclaim.claim import Claim
from cleanclaim.finding import Problem
from cleanclaim.rules import rule
from cleanclaim.tables import Tables

_CODE = "64615"
_CHRONIC_MIGRAINE = "G43.7"


@rule(
    citation=Citation(
        authority="Novitas",
        document="L38809/A58423",
        section="chronic migraine, as a summary of the article gives it",
        url="https://www.cms.gov/medicare-coverage-database/view/lcd.aspx?lcdid=38809",
        verified="secondary",
    ),
    severity="at_risk",
    codes=(_CODE,),
    sees=("line", "diagnoses"),
    denied=("64615; J0585 x100 | dx M79.18",),
    clean=("64615; J0585 x155 | dx G43.709", "64615; J0585 x155"),
)
def toxin_without_its_condition(claim: Claim, tables: Tables) -> Iterator[Problem]:
    for line in claim.lines:
        diagnoses = claim.diagnoses_of(line)
        if line.code == _CODE and diagnoses and not any(code.startswith(_CHRONIC_MIGRAINE) for code in diagnoses):
            yield Problem(
                line,
                "64615 is for chronic migraine (G43.7-), and no diagnosis names it; toxin for trigger points or myofascial "
                "pain is mostly called investigational and not covered.",
                codes=(line.code,),
            )
