"""The words by which a sentence recommends, refuses, explains or sets a condition, in English and Spanish."""

import re
import unicodedata


def pattern(written: str) -> "re.Pattern[str]":
    """Compile words as they stand in a folded text, where no letter has an accent and no case counts."""
    bare = "".join(c for c in unicodedata.normalize("NFKD", written) if not unicodedata.combining(c))
    return re.compile(bare, re.IGNORECASE)


_VERBS = (
    r"us(?:e|ing|es)(?!\sup)|utili[sz](?:e|es|ing)|bill(?:s|ing)?|report(?:s|ing)?|append(?:s|ing)?|submit(?:s|ting)?|add(?!-?\s?on)(?:s|ing)?(?!\sup)|"
    r"attach(?:es|ing)?|choos(?:e|es|ing)|pick|select(?:s|ing)?|go\s(?:with|for)|charg(?:e|es|ing)|enter|put|appl(?:y|ies|ying)|"
    r"assign(?:s|ing)?|recommend(?:s|ed|ing)?|suggest(?:s|ed|ing)?|advis(?:e|es|ed)|try|opt\sfor|prefer(?:s|red)?|"
    r"cod(?:e|ing)\s(?:it|this|these|that|them|as|with|the)|claim\s(?:it|this)|"
    r"us[ae]r?|utili(?:ce|za|zar)|factur(?:e|a|ar|en)|report(?:e|ar|en)|inform(?:e|ar)|añad(?:a|ir|e)|anad(?:a|ir|e)|agreg(?:ue|ar|a)|"
    r"anex(?:e|ar)|codifi(?:que|car)|apli(?:que|car)|elij(?:a|an)|elegir|escoj(?:a|an)|pong(?:a|an)|recom(?:iendo|endamos|ienda)|present(?:e|ar)"
)
VERB = pattern(rf"(?<![A-Za-z-])(?:{_VERBS})(?![A-Za-z])")
DECLARED = pattern(
    r"(?<![A-Za-z])(?:(?:can|could|may|should|must|shall|will|would|to|needs?\sto|gets?)\s(?:also\s|then\s|always\s)?be\s(?:also\s)?"
    r"(?:used|billed|reported|appended|added|submitted|coded|paid|charged|attached|chosen|selected)|"
    r"(?:billed|coded|reported|described|submitted)\s(?:as|using|under|by)|"
    r"(?:right|correct|appropriate|proper|best|valid|accurate|better|safe|winning)\s(?:procedure\s|cpt\s|diagnosis\s)?(?:code|codes|choice|modifier|answer|one|option)|"
    r"(?:is|are|be|looks|seems|works|would\sbe)\s(?:the\s)?(?:right|correct|appropriate|proper|best|valid|acceptable|allowed|okay|ok|fine|payable|billable|"
    r"reimbursable|perfect|recommended|supported|separately\spayable|what)|"
    r"(?:code|answer|modifier)\s(?:here\s|is\s|would\sbe\s|should\sbe\s|to\s)|go\swrong|recommended|"
    r"se\s(?:debe|puede|factura|reporta|usa|utiliza)|(?:código|codigo|modificador)\s(?:correcto|adecuado|apropiado|es)|es\s(?:el\s|lo\s)?(?:correcto|adecuado|apropiado|válido)|"
    r"debe\s(?:usar|facturar|reportar))",
)
_NO = (
    r"(?:not|never|cannot|can.?t|don.?t|doesn.?t|shouldn.?t|mustn.?t|won.?t|isn.?t|aren.?t|wouldn.?t|nor|neither|no|nunca|jamás|ni|sin|without|avoid|"
    r"against|wrong|incorrect|improper|invalid|denied|denies|refuses?|refused|rejected|rejects|fails?|failed|evite|incorrecto|denegad[oa]|rechazad[oa])"
)
NEGATION = pattern(rf"(?<![A-Za-z]){_NO}(?![A-Za-z])")
REFUSED_VERB = pattern(
    rf"(?:(?:do|does|should|must|may|can|could|would|will|is|are|was|were|to)\s?not|never|cannot|can.?t|don.?t|doesn.?t|shouldn.?t|mustn.?t|won.?t|"
    rf"isn.?t|aren.?t|nor|not\sto|avoid|no(?:\sdebe|\sse\sdebe|\sse\spuede|\spuede)?|nunca|evite)\s(?:be\s|also\s|ever\s|separately\s|additionally\s|to\s|then\s|y\s)*"
    rf"(?:{_VERBS}|used|billed|reported|appended|added|submitted|coded|paid|charged|attached|chosen|selected|recommended)(?![A-Za-z])",
)
REFUSED_BEFORE = pattern(
    r"(?<![A-Za-z])(?:instead\sof|rather\sthan|in\splace\sof|in\slieu\sof|as\sopposed\sto|and\snot|but\snot|not|nor|never|neither|without|avoid|en\slugar\sde|en\svez\sde|y\sno|no|ni|sin)"
    r"\s(?:(?:the|a|el|la|with|as|by|code|codes|cpt|código|codigo|modifier|modificador|on|to|for)\s){0,3}$",
)
REFUSED_AFTER = pattern(
    r"^[^.;:!?]{0,30}?\s(?:(?:is|are|was|were|does|do|should|must|can|may|will|would|be)\s)?(?:not\b|never\b|n.t\b|cannot\b|can.t\b|isn.t\b|doesn.t\b|"
    r"wrong\b|incorrect\b|denied\b|rejected\b|refused\b|bundled\b|fails?\b|out\sof\splace|no\s(?:es|se|debe|corresponde)\b|incorrecto\b|denegado\b)",
)
CONDITION = pattern(
    r"(?<![A-Za-z])(?:if|unless|would|otherwise|only\swhen|only\sfor|(?:one|two|three|four|\d+)\sor\s(?:more|two|fewer)|si|salvo|sería|seria|solo\ssi)(?![A-Za-z])",
)
TOGETHER = pattern(
    r"(?<![A-Za-z])(?:together|both|same\s(?:day|claim|session|visit)|juntos|ambos|mismo\sdía)(?![A-Za-z])",
)
EXPLAINS = pattern(
    r"(?<![A-Za-z])(?:mean\w*|describ\w*|stands?\sfor|asked|question|column|edits?|pairs?|paired|bundl\w*|den(?:y|ied|ies|ial)|indicators?|limits?|exceeds?|above|"
    r"ended|retired|deleted|replaced|not|never|cannot|requires?|if|unless|for\s(?:one|two|three|a|an|the|\d)|difference|differs?|reject\w*|wrong|mue|"
    r"significa|describe|para\s(?:uno|dos|tres|un|una)|no|columna|límite|preguntó|denegad\w*)(?![A-Za-z])",
)
COVERED = pattern(
    r"(?<![A-Za-z])(?:(?:is|are|will\sbe|be|as)\s(?:also\s|fully\s)?(?:covered|payable|paid|reimbursed|medically\snecessary)|covers|supports?|meets|"
    r"(?:está|esta|es)\s(?:cubiert[oa]|pagadero)|cubre|respalda)(?![A-Za-z])",
)
CLEAN = pattern(
    r"(?<![A-Za-z])(?:clean\sclaim|claim\sis\sclean|guarante\w+|will\s(?:definitely\s|surely\s)?(?:be\spaid|pay|pass)|no\s(?:problems?|issues?|edits?)\s(?:were\s)?(?:found|apply|exist)|"
    r"ready\sto\s(?:submit|bill)|passes\s(?:all|every)|approved|fully\scompliant|reclamo\slimpio|sin\sproblemas|garantiz\w+)(?![A-Za-z])",
)
POINTS_BACK = pattern(
    r"(?<![A-Za-z])(?:it|(?:that|this)(?!\s(?:day|date|visit|site|year|month))|these|those|them|the\s(?:latter|former|first|second|other)(?:\sone|\scode)?|(?:that|this|same)\s(?:one|code)|eso|este|ese|aquel|úselo|uselo)(?![A-Za-z])",
)
CLAUSE = pattern(
    r"[;:,()—–|\n]|\.\s|\s(?:but|because|since|although|though|while|whereas|and\s(?:then\s)?(?=(?:use|report|bill|append|add))|then|so|pero|porque|aunque|sino|y\s(?=(?:use|factur|report|añad|agreg)))\s"
)
