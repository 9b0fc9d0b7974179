"""The incremental gate: text in any chunks goes in, text that was judged in its final form comes out.

It reads one character at a time, so the output cannot depend on how the text was cut. A sentence flows word by word
until a word could belong to a code, a modifier, a number or a recommendation. From that word on it is held: plain
numbers until the next word shows that they are no code, everything else until the sentence is settled; then it is
judged as a whole. What was given out is never taken back.
"""

import re
from dataclasses import dataclass, field

from cleanclaim import mentions
from cleanclaim.mentions import spoken
from cleanclaim.mentions.folding import fold
from cleanclaim.review import words
from cleanclaim.review.checked import Checked
from cleanclaim.review.judging import Judged, judge
from cleanclaim.review.objection import Objection, mark

LONGEST = 8_000
"""The most characters one sentence may hold back; a longer one is withheld whole."""

_NUMBERLIKE = re.compile(r"[0-9]|^[A-Za-z]$")
_PLAIN_WORD = re.compile(r"[(\"“‘¿¡]*[A-Za-z]{2}[A-Za-z'’/-]*[,.;:!?)\"”’]*|[A-Za-z&-]?[,.;:!?)(\"“”]*|[—–]")
_CONNECTS = frozenset(
    "and or to through thru y o a hasta x of de point dot punto then followed by luego seguido plus mas units unit unidades unidad times veces the".split()
)
_OPENS = frozenset(
    "modifier modifiers mod mods modificador modificadores ncd lcd lca cpb cmm cr article articulo policy policies www clean approved "
    "guaranteed used billed reported appended added submitted coded paid charged attached chosen selected recommended right correct "
    "appropriate proper best valid covered supports support covers meets payable billable go opt claim adecuado apropiado cubierto cubre "
    "respalda debe puede".split()
)
_BEGINS = frozenset(
    "yes yep yeah yup si correct absolutely certainly definitely indeed sure right affirmative negative agreed ok okay correcto claro afirmativo negativo "
    "exacto efectivamente desde por en no nope nah never not nunca jamas so therefore thus hence overall maybe perhaps possibly sometimes quiza quizas".split()
)
_ANSWERS = re.compile(
    r"(?<![a-z])(?:answer|verdict|respuesta|veredicto|yes|yep|depend(?:s|e)|course)(?![a-z])|^(?:no|nope|si)[.,;:!]",
    re.IGNORECASE,
)
_BACK = frozenset("it that this these those them latter former second other same one eso este ese aquel uselo".split())
_ABBREVIATED = re.compile(
    r"(?:\b(?:e\.g|i\.e|vs|etc|approx|no|mod|dr|mr|ms|st|fig|cf|inc|p\.ej|ej|sr|sra)|\b[A-Z])\.$", re.IGNORECASE
)
_TAIL = 24
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]*_`~]*$")


@dataclass
class Gate:
    """Feed it chunks and show what it gives; `finish` gives the rest. One gate reads one text."""

    checked: Checked
    objections: list[Objection] = field(default_factory=list, init=False)
    _held: str = field(default="", init=False)
    _shown: str = field(default="", init=False)
    """What was given out of the sentence being read."""
    _word: str = field(default="", init=False)
    _is_held: bool = field(default=False, init=False)
    _is_firm: bool = field(default=False, init=False)
    _end: int | None = field(default=None, init=False)
    """Where in `_held` the sentence may end, once the word that follows shows it."""
    _earlier: tuple[str, ...] = field(default=(), init=False)
    _is_opening: bool = field(default=True, init=False)
    """Whether no sentence was settled yet: the first is held whole where there is a verdict it could contradict."""

    def feed(self, chunk: str) -> str:
        """Take a chunk; give what has become safe to show, often nothing."""
        return "".join(map(self._step, chunk))

    def finish(self) -> str:
        """Take the end of the text; give the rest."""
        out = self._word_read("") if self._word else ""
        return out + self._settle(len(self._held))

    def _step(self, char: str) -> str:
        self._held += char
        if len(self._held) > LONGEST:
            return self._give_up()
        if not char.isspace():
            self._word += char
            return ""
        out = self._word_read(char) if self._word else ""
        return out + self._after_space(char)

    def _word_read(self, space: str) -> str:
        """A word is whole: let the sentence before it end, or see whether it must be held."""
        word, self._word = self._word, ""
        letters = fold(word).text
        if self._end is not None and re.search(r"\w", letters):
            return self._next_sentence_begins(word, letters, space)
        if not self._is_held:
            self._is_firm = self._is_firm_at(letters)
            self._is_held = self._is_firm or _may_be_number(letters)
        elif not self._is_firm:
            self._is_firm = self._is_firm_at(letters)
            parts = _parts(letters)
            if parts and not self._is_firm and not _may_be_number(letters) and _CONNECTS.isdisjoint(parts):
                self._release_if_no_code()
        return ""

    def _is_firm_at(self, letters: str) -> bool:
        """Say whether a word recommends, answers, points back or names a kind of number: its sentence is judged whole."""
        parts = _parts(letters)
        return (
            (self._is_opening and self.checked.verdict is not None and bool(parts))
            or not _OPENS.isdisjoint(parts)
            or bool(_ANSWERS.search(letters))
            or bool(words.VERB.search(letters))
            or (not self._shown.strip() and not _BEGINS.isdisjoint(parts))
            or (not _BACK.isdisjoint(parts) and self._points_at_what_is_out())
        )

    def _points_at_what_is_out(self) -> bool:
        entry = self.checked.entries.get(self._earlier[-1]) if self._earlier else None
        return bool(self._earlier) and (entry is None or entry.stance == "rejected")

    def _after_space(self, char: str) -> str:
        """A word and the space behind it are read: give them out unless they are held, and note a sentence's end."""
        ended = char == "\n" or _ends_sentence(self._held[-_TAIL:-1])
        if self._is_held:
            if ended and (self._end is None or not self._held[self._end :].strip()):
                self._end = len(self._held)
                if not self._may_go_on():
                    return self._settle(self._end)
            return ""
        out, self._held = self._held, ""
        self._is_opening = self._is_opening and not (ended and _is_statement(self._shown + out))
        self._shown = "" if ended else self._shown + out
        return out

    def _may_go_on(self) -> bool:
        """Say whether the sentence ends in what could be the beginning of a number."""
        return any(_is_numberlike(w) for w in fold(self._held[: self._end]).text.split()[-2:])

    def _next_sentence_begins(self, word: str, letters: str, space: str) -> str:
        """The word behind a possible end is read: where a number could go on over the end, there is none."""
        assert self._end is not None
        before = self._held[: self._end]
        goes_on = _is_numberlike(letters) and self._may_go_on()
        if (goes_on and not _SENTENCE_END.search(before.rstrip())) or (goes_on and not before.endswith("\n")):
            self._end = None
            return ""
        end, rest = self._end, self._held[self._end :]
        out = self._settle(end)
        return out + self._again(rest, space)

    def _again(self, rest: str, space: str) -> str:
        """Read what stands behind a settled sentence as the beginning of the next; its last space is still to come."""
        self._held = self._word = ""
        out = "".join(map(self._step, rest[: len(rest) - len(space)]))
        self._held += space
        return out + (self._word_read(space) if self._word else "")

    def _settle(self, end: int) -> str:
        """Judge the held text up to `end` as a whole."""
        segment, self._held = self._held[:end], self._held[end:]
        if not segment:
            return ""
        judged = (
            judge(segment, self.checked, self._shown, self._earlier, self._is_opening)
            if self._is_held
            else Judged(segment)
        )
        self.objections += judged.objections
        self._is_opening = self._is_opening and not _is_statement(self._shown + segment)
        self._earlier = judged.codes or (self._earlier if not judged.objections else ())
        self._shown, self._end, self._is_held, self._is_firm = "", None, False, False
        return judged.text

    def _release_if_no_code(self) -> None:
        """A plain word follows a number: where nothing in the held text is a span, let it go, else hold it firmly."""
        self._is_firm = any(s.end > len(self._shown) for s in mentions.recognise(self._shown + self._held))
        self._is_held = self._is_firm

    def _give_up(self) -> str:
        """Withhold what never ends."""
        objection = Objection("endless", 0, len(self._held))
        self.objections.append(objection)
        self._held, self._word, self._shown = "", "", ""
        self._end, self._is_held, self._is_firm = None, False, False
        return mark(objection, self.checked.language) + " "


def _is_statement(sentence: str) -> bool:
    """Say whether a sentence is one, and no heading, label or rule above it."""
    plain = fold(sentence).text.strip()
    return bool(re.search(r"\w", plain)) and not plain.startswith("#") and not plain.endswith(":")


def _ends_sentence(tail: str) -> bool:
    return bool(_SENTENCE_END.search(tail)) and not _ABBREVIATED.search(tail.rstrip("\"'”’)]*_`~"))


def _may_be_number(letters: str) -> bool:
    """Say whether a word could begin or belong to a code, a number or an address."""
    return not _is_plain(letters) or any(p in spoken.WORDS for p in _parts(letters))


def _is_plain(letters: str) -> bool:
    return (letters.isascii() and bool(_PLAIN_WORD.fullmatch(letters))) or not letters


def _parts(letters: str) -> list[str]:
    return re.findall(r"[a-zà-ÿ]+", letters.lower())


def _is_numberlike(word: str) -> bool:
    bare = word.strip(".,;:!?()[]|*`\"'-")
    return bool(_NUMBERLIKE.search(bare)) or any(p in spoken.WORDS for p in _parts(bare))
