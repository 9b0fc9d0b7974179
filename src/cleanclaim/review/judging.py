"""Judge a settled segment of text and give it in the form in which it may be shown."""

from dataclasses import dataclass

from cleanclaim import mentions
from cleanclaim.review import sentences, spans
from cleanclaim.review.checked import Checked
from cleanclaim.review.objection import Objection, mark


@dataclass(frozen=True)
class Judged:
    """What may be shown of a segment, what was objected to, and the codes it shows."""

    text: str
    objections: tuple[Objection, ...] = ()
    codes: tuple[str, ...] = ()


def judge(
    segment: str, checked: Checked, shown: str = "", earlier: tuple[str, ...] = (), is_opening: bool = False
) -> Judged:
    """Judge a segment that stands behind the `shown` part of its sentence; whole sentences or spans are withheld."""
    whole = shown + segment
    found = tuple(s for s in mentions.recognise(whole) if s.end > len(shown))
    sentence = sentences.Sentence(whole, found, len(shown), earlier, is_opening)
    of_the_whole = tuple(sentences.objections(sentence, checked))
    if of_the_whole and not checked.is_own(whole):
        return Judged(_kept_space(segment, mark(of_the_whole[0], checked.language)), of_the_whole)
    against = tuple(o for span in found if (o := spans.object_to(span, checked)))
    text = _with_marks(whole, len(shown), against, checked.language)
    return Judged(text, against, tuple(s.value for s in found if s.kind == "code" and checked.may_mention(s.value)))


def _kept_space(segment: str, said: str) -> str:
    """Put a mark in the place of a segment, keeping its list marker and the space around it, so that lists stay lists."""
    body = segment.strip()
    at = segment.index(body)
    return segment[:at] + said + segment[at + len(body) :]


def _with_marks(whole: str, start: int, against: tuple[Objection, ...], language: str) -> str:
    out, done = [], start
    for first, until, objection in _merged(against, start):
        out += [whole[done:first], mark(objection, language)]
        done = until
        if whole[done : done + 1] in ("(", "["):
            out.append(" ")  # or the mark would become the text of a link
    out.append(whole[done:])
    return "".join(out)


def _merged(against: tuple[Objection, ...], start: int) -> list[tuple[int, int, Objection]]:
    """Join overlapping objections: the first names the reason."""
    merged: list[tuple[int, int, Objection]] = []
    for each in sorted(against, key=lambda o: (o.start, -o.end)):
        if merged and each.start < merged[-1][1]:
            first, until, objection = merged[-1]
            merged[-1] = (first, max(until, each.end), objection)
        else:
            merged.append((max(each.start, start), each.end, each))
    return merged
