"""Tell what lies outside: a question whose subject is in none of the knowledge.

Words of every coding question (code, bill, claim, cover) name no subject. A question is outside when it names nothing of
the field and what it does speak of is strange to the knowledge: `the cpt code for an appendectomy`, `tomorrow's weather`.
"""

import re
from collections.abc import Callable

from cleanclaim.reading import asks
from cleanclaim.reading.codes import Codes
from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.scenario import Fact
from cleanclaim.tables import Tables

_WORD = re.compile(r"[a-z]{3,}")
_EMPTY = frozenset(
    "the and for with that this what which when where who why how does can could should would will are was were has have had not "
    "you your our his her their they them she him its any all one two about from into out just need needs want please pls tell me "
    "give get got use used using make made know help question answer right correct best good also there here been being much many "
    "code codes coding coder cpt icd hcpcs bill bills billed billing biller claim claims cover covers covered coverage pay pays paid payer "
    "payment medicare medicaid insurance patient patients doctor doc provider physician office procedure procedures service services "
    "under over between same different than then very too some other more most job write new old today tomorrow yesterday year day "
    "arent isnt wasnt werent dont doesnt didnt cant couldnt wont wouldnt havent hasnt hadnt shouldnt whats thats theres "
    "que cual como para con por una uno los las del esta este codigo factura facturar paciente".split()
)


_TASK = re.compile(
    r"\b(?:write|compose|draft|translate|summari[sz]e)\b.{0,24}\b(?:letter|poem|essay|e-?mail|story|resume|song|code in)\b|"
    # The other desks of an office: taxes, wages, rent.
    r"\bschedule c\b|\b(?:income |sales |payroll )?tax(?:es)? (?:return|form|filing|deduct\w*|bracket)|\b1099\b|\bw-?2s? form|\bfile (?:my|our) taxes\b|"
    r"\bpayroll\b|\bquickbooks\b|\boffice lease\b|\b401 ?\(?k\)?\b|\bpto\b"
)
# Procedures of other fields on the same parts of the body: a hip that is replaced is no hip that is injected.
_ELSEWHERE = re.compile(
    r"\b(?:replacement|arthroplasty|arthroscop\w+|fusion|laminectomy|discectomy|kyphoplasty|vertebroplasty|spinal cord stim\w*|scs (?:trial|implant|lead)\w*|neurostimulat\w*|dorsal root ganglion stim\w*|(?:pain |intrathecal |baclofen )pumps?|discogra\w+|ketamine|fracture care|cast(?:ing)?|biopsy|"
    r"excision|\w+ectomy|\w+plasty|colonoscop\w*|endoscop\w*|vaccin\w*|\bmri\b|ct scan|x-?rays?|mammogram|ekg|ecg|echocardiogram|"
    r"chemotherapy|dialysis|delivery|cataract|tooth|dental)\b"
)
_NEVER_OURS = re.compile(r"\bblood patch")
_OURS = re.compile(
    r"inject|inyec|\binj\b|block|bloqueo|needl|trigger|muscle|musculo|\btpis?\b|epidural|facet|\bregions?\b|\bdrugs?\b|\bmacs?\b|contractor|\blcds?\b|\bncds?\b|\bmues?\b|\bncci\b|\babns?\b|\d{5}|ablation|modifier|same day|visit|botox|steroid"
)


# Whatever it is about, verse is no coding answer.
_PLAY = re.compile(
    r"\b(?:poem|haiku|limerick|song|lyrics|joke|bedtime story|rap)\b(?:.{0,20}\b(?:about|on|for|of)\b|\W*$)"
)


def is_elsewhere(folded: str) -> bool:
    """Say whether a procedure of another field, or a task that is no coding question, is asked for."""
    if _NEVER_OURS.search(folded) and not re.search(r"\d{5}", folded):
        return True
    if _PLAY.search(folded) and not re.search(r"\d{5}", folded):
        return True
    return bool((_ELSEWHERE.search(folded) or _TASK.search(folded)) and not _OURS.search(folded))


def is_outside(folded: str, lexicon: Lexicon) -> bool:
    """Say whether a question that names nothing of the field speaks of something else."""
    words = _content(folded)
    return not _OURS.search(folded) and bool(words) and len(strange(folded, lexicon)) * 2 >= len(words)


def strange(folded: str, lexicon: Lexicon) -> tuple[str, ...]:
    """Give the words that are in none of the knowledge, in no spelling near it."""
    return tuple(word for word in _content(folded) if lexicon.is_strange(word))


def _content(folded: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in _WORD.findall(folded) if word not in _EMPTY))


def never(text: str) -> bool:
    return False


def topics(
    folded: str,
    coded: Codes,
    kinds: tuple[str, ...],
    lexicon: Lexicon,
    tables: Tables,
    is_on_file: Callable[[str], bool] = never,
) -> tuple[str, ...]:
    """Give the topics a question names by words and codes, `on-file` for the subject of an imported document, or
    `out-of-scope`."""
    found = list(asks.read_topics(folded))
    for billed in coded.procedures:
        row = tables.procedure(billed.code)
        if row:
            found.append({"tunnel": "tendon"}.get(row.family, row.family))
    treats = "clinical" in kinds and not found and not coded.procedures and not coded.diagnoses
    if is_elsewhere(folded) or (treats and not _OURS.search(folded)):
        return ("on-file",) if is_on_file(folded) else ("out-of-scope",)
    named = coded.procedures or coded.diagnoses or coded.documents or coded.modifiers_asked
    words = (lexicon.muscle_pattern, lexicon.structure_pattern, lexicon.drug_pattern)
    subject = found or named or any(pattern.search(folded) for pattern in words)
    if not subject and is_on_file(folded):
        return ("on-file",)
    if not subject and (not (kinds or asks.is_in_field(folded)) or is_outside(folded, lexicon)):
        return ("out-of-scope",)
    return tuple(dict.fromkeys(found))


def without_names(folded: str, question: str, facts: tuple[Fact, ...]) -> str:
    """Blank what was read as a place or payer, and the names of people: they are strange to any knowledge."""
    spans = [(f.start, f.end) for f in facts]
    spans += [m.span() for m in re.finditer(r"(?<=[a-z,.] )[A-Z][a-z]+", question)]
    kept = list(folded)
    for start, end in spans:
        kept[start:end] = " " * (end - start)
    return "".join(kept)
