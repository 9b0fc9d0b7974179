"""Read the verdict a sentence states, in English or Spanish, and say whether it may stand beside the decision's.

>>> [stated(s, True, True) for s in ("Yes, bill both.", "**No**: one site.", "Depende del contratista.", "Yes, if the sites differ.")]
['yes', 'no', 'depends', 'yes if']
>>> stated("It can be billed.", True, True), stated("No modifier is needed.", True, True)
('yes', None)

Only words that answer are read: `Yes`, `It depends`, `the answer is no`, and in an opening or a conclusion `it is covered`,
`that cannot be billed`. What is said of single codes is judged where codes are.
"""

import re
import unicodedata
from collections.abc import Mapping
from typing import Literal

from cleanclaim.answer import Verdict
from cleanclaim.mentions.folding import fold
from cleanclaim.review import words

Stated = Literal["yes", "yes if", "no", "no if", "depends", "needs_information"]

_MAY_STAND: Mapping[Verdict | None, frozenset[Stated]] = {
    "yes": frozenset({"yes", "yes if"}),
    "no": frozenset({"no", "no if"}),
    "depends": frozenset({"depends", "yes if", "no if", "needs_information"}),
    "needs_information": frozenset({"needs_information", "depends"}),
    "out_of_scope": frozenset({"needs_information"}),
    None: frozenset({"yes if", "no if", "depends", "needs_information"}),
}
_PAUSE = r"(?=\s*(?:[,.:;!?—–)]|-\s|$))"
_YES = rf"(?:yes|yep|yeah|yup|si(?=\s*[,.:;!—–]|\s*$)|(?:affirmative|absolutely|certainly|definitely|of\scourse|correct|that.?s\s(?:right|correct)|indeed|sure|right|ok|okay|agreed|claro(?:\sque\ss[íi])?|correcto|por\ssupuesto|desde\sluego|afirmativo|exacto|efectivamente){_PAUSE})(?![\w'’])"
_NO = (
    rf"(?:(?:no|nope|nah|never|nunca|jamás|negative|negativo|claro\sque\sno|en\sabsoluto){_PAUSE}|no\s(?=because|since|as\s|porque|ya\sque|pues)|"
    r"(?:absolutely|certainly|definitely|of\scourse|sadly|unfortunately|afraid)\s(?:not|no)(?!\w)|"
    r"(?P<not>not)(?!\w)(?!\s(?:checked|on\sfile|known|enough|found|stated|only|all|every|each|just|until|always|necessarily|automatically)(?!\w)))"
)
_DEPENDS = (
    r"(?:(?:it|that|this|which|the\sanswer|coverage|payment|billing)?\s?(?:all\s|really\s|mostly\s)?depends(?!\w)|(?:eso|esto|todo|la\srespuesta)?\s?depende(?!\w)|"
    rf"(?:maybe|perhaps|possibly|sometimes|quizás?|tal\svez|a\sveces|posiblemente|conditionally){_PAUSE}|yes\sand\sno|sí\sy\sno|not\s(?:always|necessarily|automatically))"
)
_NEEDS = (
    r"(?:(?:one|a|another)\s(?:fact|detail)\sis\smissing|(?:more|further)\sinformation\sis\sneeded|(?:that|this|it)\scannot\sbe\s(?:answered|decided|determined|said)|"
    r"(?:not\senough|insufficient)\sinformation|falta\s(?:un\sdato|información)|no\sse\spuede\s(?:saber|decir|determinar))"
)
_BEFORE = r"[\s>*#_|•(\"“'«¿¡-]*(?:\d{1,2}[.)]\s)?"
_LABEL = (
    r"(?:(?:in\s)?(?:short|brief|sum|conclusion)|short|quick|final|direct|the|so|therefore|thus|well|overall|hence|then|and|but|en\s(?:resumen|conclusión)|así\sque|"
    r"por\s(?:lo\s)?tanto|entonces|pues|la|answer|verdict|decision|response|bottom\sline|summary|respuesta|veredicto|is|es|says?|remains|would\sbe|corta|breve|final|"
    r"tl;?dr)[\s,:;—–-]*"
)
_OPENS = {
    name: words.pattern(rf"^{_BEFORE}(?:{_LABEL}){{0,6}}{_BEFORE}{said}")
    for name, said in (("needs", _NEEDS), ("depends", _DEPENDS), ("no", _NO), ("yes", _YES))
}
_NAMED = words.pattern(
    r"(?<![A-Za-z])(?:answer|verdict|respuesta|veredicto|so|therefore|así\sque|por\slo\stanto)(?:\s(?:here|then|to\s(?:this|that|it|your|the)(?:\squestion)?))?"
    rf"(?:\s(?:is|es|would\sbe|must\sbe|remains|sería|has\sto\sbe)|,|:)\s(?:a\s|an\s|un\s|still\s|clear(?:ly)?\s|simply\s)*[\"“'«]?"
    rf"(?:(?P<yes>{_YES})|(?P<depends>{_DEPENDS})|(?P<no>{_NO.replace('?P<not>', '?:')}))",
)
_CONCLUDES = words.pattern(
    r"^[\s>*#_|-]*(?:so|therefore|thus|hence|overall|in\s(?:short|sum|conclusion)|así\sque|por\s(?:lo\s)?tanto|en\s(?:resumen|conclusión))(?!\w)",
)
_IF = words.pattern(
    r"^[\s,:;—–-]*(?:but\s|and\s|pero\s|y\s)?(?:only\s|solo\s|sólo\s)?(?:if(?!\syou\sask)|when|unless|provided|as\slong\sas|by\s(?:itself|themselves)|without|yet|alone|si|cuando|"
    r"siempre\sque|salvo|a\smenos|sin|por\ssí\ssol[oa])(?!\w)",
)
_IT = r"(?<![A-Za-z])(?:it|this|that|they|both|these|those|the\s(?:services?|claim|diagnosis|injections?|visit|procedures?|two|pair|combination|drug|codes))"
_DONE = r"(?:billed|reported|paid|covered|coded|claimed|reimbursed|submitted|charged)"
_FINE = r"(?:covered|payable|allowed|permitted|fine|ok|okay|correct|right|billable|supported|reimbursable|acceptable|valid|appropriate)"
_NOT = r"(?:\s?n[o'’]t|not|never)"
_ENDS = r"(?=\s*(?:[.,;:!)]|$|together|too|as\swell|here|separately|apart|again|on\sthe\ssame|for\s(?:this|that|it)|by\s\w+|juntos|aparte|aquí|por\s\w+))"
_POLAR = words.pattern(
    rf"{_IT}\s(?:(?:can|may|could|should|will|would)(?P<n1>{_NOT}|\s{_NOT})?\s(?:also\s|both\s|all\s)?(?:be\s{_DONE}|pay|pass){_ENDS}|"
    rf"(?:is|are|will\sbe)(?P<n2>\s?n[o'’]t|\snot|\snever)?\s(?:fully\s|all\s|both\s)?(?:{_FINE}|(?P<d>denied|rejected|refused)){_ENDS})|"
    rf"(?<![A-Za-z])(?:you|we|one)\s(?:can|may|could|should)(?P<n3>{_NOT}|\s{_NOT})?\s(?:bill|report|code|use|charge|submit|claim)\s(?:it|this|that|both|them|these|those){_ENDS}|"
    rf"(?<![A-Za-z])(?P<n4>(?:does|do|will|would)\s?(?:not|n[o'’]t)\s)?(?:covers?|pays?\sfor|supports?|allows?|permits?)\s(?:it|this|that|both|them|these|those){_ENDS}|"
    rf"(?<![A-Za-z])(?P<g>go\sahead|feel\sfree)(?!\w)|"
    rf"(?<![A-Za-z])(?P<n5>no\s)?se\s(?:puede|pueden|debe|deben)\s(?:facturar|cobrar|reportar|usar|informar|codificar|pagar)(?:l[oa]s?)?{_ENDS}|"
    rf"(?<![A-Za-z])(?P<n6>no\s)?(?:está|están|queda|quedan)\s(?:cubiert[oa]s?|permitid[oa]s?|(?P<e>denegad[oa]s?|rechazad[oa]s?)){_ENDS}|"
    rf"(?<![A-Za-z])(?P<n7>no\s)?l[oa]s?\s(?:cubre|paga|permite|respalda)n?{_ENDS}",
)
_ASKS_LEAVE = words.pattern(
    r"(?<![A-Za-z])(?:can|may|could|should|ok|okay|covered?|covers|coverage|pay|pays|payable|paid|allowed?|allows|right|correct|supports?|valid|fine|good|bill|appropriate|"
    r"puedo|puede|pueden|podemos|debo|cubre|cubiert[oa]|paga|permite|correcto|respalda|válido|sirve)(?![A-Za-z])",
)
_ASKS_OTHER = words.pattern(
    r"(?<![A-Za-z])(?:needs?|needed|require[sd]?|modifiers?|mod|den(?:y|ied|ies|ial)|bundl\w+|edits?|limits?|exceeds?|over|instead|appeal|audit\w*|reject\w*|wrong|stop|"
    r"without|not|never|don.?t|isn.?t|doesn.?t|can.?t|won.?t|hace\sfalta|necesit\w+|modificador\w*|denegad\w+|rechaz\w+|límite|sin|no)(?![A-Za-z])",
)
_DENIALS = ("n1", "n2", "n3", "n4", "n5", "n6", "n7", "d", "e")
_CONDITION = words.pattern(
    rf"{words.CONDITION.pattern}|(?<![A-Za-z])(?:when|where|with|without|only|provided|as\slong\sas|some|most|many|every|all|cuando|donde|con|sin|solo|sólo|siempre\sque)(?![A-Za-z])",
)


# Folding takes the accent by which `sí` differs from `si`, which is a condition.
_ACCENTED = re.compile(r"^[\W\d_]*sí(?!\w)(?![\W_]*(?:y\sno|solo|sólo|pero\ssolo)(?!\w))", re.IGNORECASE)


def asks_leave(question: str) -> bool:
    """Say whether a question asks for leave and nothing else, so that leave given or refused answers it.

    >>> [asks_leave(q) for q in ("Can they be billed together?", "Does it need a modifier?", "which code?")]
    [True, False, False]
    """
    return bool(_ASKS_LEAVE.search(fold(question).text)) and not _ASKS_OTHER.search(fold(question).text)


def stated(written: str, is_opening: bool, asks_leave: bool) -> Stated | None:
    """Give the verdict a sentence states, or None.

    `is_opening` is the sentence a draft begins with; `asks_leave` says that the question asks whether something may be done
    or is covered, so that `it can be billed` answers it.
    """
    plain = unicodedata.normalize("NFC", written)
    if found := _ACCENTED.match(plain):
        return _read("yes", fold(plain[found.end() :]).text, is_opening)
    text = fold(written).text
    for name, pattern in _OPENS.items():
        if found := pattern.match(text):
            is_named = is_opening or not found.groupdict().get("not")
            return _read(name, text[found.end() :], is_opening) if is_named else None
    if found := _NAMED.search(text):
        return _read(str(found.lastgroup), text[found.end() :], True)
    return _leave(text) if asks_leave and (is_opening or _CONCLUDES.match(text)) else None


def may_stand(said: Stated, verdict: Verdict | None) -> bool:
    """Say whether a stated verdict agrees with the decision's, which may be put more carefully and never less."""
    return said in _MAY_STAND[verdict]


def _read(name: str, after: str, is_opening: bool) -> Stated | None:
    if name == "needs":
        return "needs_information" if is_opening else None
    if name == "depends":
        # Later on, what depends is as a rule some part of the answer, so only a sentence of nothing else is one.
        return "depends" if is_opening or not re.search(r"\w", after) else None
    if name == "yes":
        return "yes if" if _IF.match(after) else "yes"
    return "no if" if _IF.match(after) else "no"


def _leave(text: str) -> Stated | None:
    """Read leave given or refused in plain words; where both are, or a condition is, nothing is stated."""
    if _CONDITION.search(text):
        return None
    said = {any(m.groupdict()[g] for g in _DENIALS) for m in _POLAR.finditer(text)}
    # A denial denied (`it is not denied`) gives leave.
    twice = any((m["n2"] and m["d"]) or (m["n6"] and m["e"]) for m in _POLAR.finditer(text))
    if len(said) != 1 or twice:
        return None
    return "no" if said.pop() else "yes"
