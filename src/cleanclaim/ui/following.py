"""What a coder may want to ask next, offered as buttons. Suggestions only: each is a question like any other."""

import re

from cleanclaim.answer import Answer

MOST = 4
_OF_A_CODE = (
    "Which diagnoses support {code}?",
    "What must be documented for {code}?",
    "How often can {code} be billed?",
    "Which modifiers go with {code}?",
)
_STATE = re.compile(r"\(([A-Z]{2})\b")


def suggest(value: Answer) -> tuple[str, ...]:
    """Suggest the next questions: where the answer depends on the contractor, then on the code itself."""
    if value.verdict == "out_of_scope" or value.language != "en":
        return ()
    places = [f"And in {found[1]}?" for b in value.branches if (found := _STATE.search(b.when))]
    code = next((c.code for c in value.codes if c.stance in ("recommended", "asked") and c.system != "ICD-10-CM"), None)
    of_code = [words.format(code=code) for words in _OF_A_CODE] if code else []
    asked = value.question.strip().lower()
    both = [*places[:2], *of_code] if not value.context.state else of_code
    return tuple(s for s in both if s.lower() != asked)[:MOST]
