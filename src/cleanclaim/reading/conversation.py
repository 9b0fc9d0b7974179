"""Read the words of a conversation one after the other, and the several questions of one text."""

from dataclasses import dataclass

from cleanclaim.reading import continuing, following, parts
from cleanclaim.reading.reader import Reader
from cleanclaim.reading.scenario import Context, Scenario


@dataclass(frozen=True)
class Conversation:
    """A conversation as its reader reads it: the context stands beside it, the identifiers were taken out of it."""

    reader: Reader
    context: Context
    identifiers: tuple[str, ...] = ()

    def read(self, earlier: tuple[str, ...], question: str) -> Scenario:
        """Give the scenario of a question in the light of the earlier ones, oldest first."""
        before: Scenario | None = None
        for words in earlier:
            now = self._next(before, words)
            # A word of thanks, or on the weather, does not end what is spoken of.
            if before is None or not ("out-of-scope" in now.topics or "greeting" in now.asks):
                before = now
        whole = self._next(before, question)
        return whole.model_copy(update={"parts": self._parts(before, whole, question)})

    def _next(self, before: Scenario | None, words: str) -> Scenario:
        now = self.reader.read(words, Context(), self.identifiers, before) if before else None
        if before and now and following.follows(before, now):
            return continuing.continued(before, now, self.reader.tables)
        return self.reader.read(words, self.context, self.identifiers)

    def _parts(self, before: Scenario | None, whole: Scenario, question: str) -> tuple[Scenario, ...]:
        """Read each of several questions by itself; place, payer and date told in one are told for all."""
        tables = self.reader.tables
        read: list[Scenario] = []
        for words in parts.split(question, whole):
            last = read[-1] if read else before
            now = self.reader.read(words, Context(), (), last)
            alone = following.names_claim(now) and not (last and continuing.goes_beside(now, last, tables))
            if last and (not alone if read else following.follows(last, now)):
                now = continuing.continued(last, now, tables)
            read.append(_placed(now, whole))
        return tuple(read)


def _placed(part: Scenario, whole: Scenario) -> Scenario:
    """Give a part with the place, payer and date of the whole, where it names none."""
    claim, told = part.claim, whole.claim
    claim = claim.replace(
        state=claim.state or told.state,
        payer=claim.payer or told.payer,
        date_of_service=claim.date_of_service or told.date_of_service,
        place_of_service=claim.place_of_service or told.place_of_service,
    )
    named = {"mac": part.mac or whole.mac, "payer_is_assumed": whole.payer_is_assumed, "language": whole.language}
    return part.model_copy(update={"claim": claim, **named})
