"""Say whether a question can be read at all, and how long it may be."""

from cleanclaim.errors import UnreadableQuestion

LONGEST = 20_000


def readable(question: str) -> str:
    """Give the question without the space around it; raise UnreadableQuestion where it is no text of words."""
    if not question.strip():
        raise UnreadableQuestion("The question is empty; expected a sentence such as: is 20552 right for two muscles?")
    if len(question) > LONGEST:
        raise UnreadableQuestion(f"The question has {len(question):,} characters; expected at most {LONGEST:,}.")
    try:
        question.encode()
    except UnicodeEncodeError:
        raise UnreadableQuestion("The question is not text: it holds bytes of no encoding; expected words.") from None
    odd = sum(not c.isprintable() and not c.isspace() for c in question) + question.count("\ufffd")
    if odd * 10 > len(question) or "\x00" in question:
        raise UnreadableQuestion("The question is not text: it holds binary characters; expected a sentence in words.")
    if not any(c.isalnum() for c in question):
        raise UnreadableQuestion(f"“{question.strip()[:40]}” holds no word or code; expected a sentence in words.")
    return question.strip()
