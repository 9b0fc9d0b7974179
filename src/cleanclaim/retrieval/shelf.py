"""The passages by place on the shelf, and which of them may answer: dates, states and payer as arrays of one look."""

from collections.abc import Iterable
from datetime import date
from functools import lru_cache

import numpy as np
import numpy.typing as npt

from cleanclaim.knowledge import Passage

Mask = npt.NDArray[np.bool_]
_BIT = {state: 1 << n for n, state in enumerate(
    "AK AL AR AS AZ CA CO CT DC DE FL GA GU HI IA ID IL IN KS KY LA MA MD ME MI MN MO MP MS MT NC ND NE NH NJ NM NV NY "
    "OH OK OR PA PR RI SC SD TN TX UT VA VI VT WA WI WV WY".split()
)}  # fmt: skip
_EVERYWHERE = (1 << 62) - 1


class Shelf:
    """What filters look at, one place a passage. State, payer and date are filters, not hints."""

    def __init__(self, passages: Iterable[Passage]) -> None:
        self.ids: list[str] = []
        begins, ends, states, payers, documents, files = [], [], [], [], [], []
        for p in passages:
            self.ids.append(p.id)
            begins.append((p.effective_from or date.min).toordinal())
            ends.append((p.effective_to or date.max).toordinal())
            states.append(sum(_BIT.get(s, 0) for s in set(p.states)) if p.states else _EVERYWHERE)
            payers.append(p.payer or "")
            documents.append(p.document)
            files.append(p.id.partition("#")[0])
        self._begins, self._ends = np.array(begins, dtype=np.int32), np.array(ends, dtype=np.int32)
        self._states = np.array(states, dtype=np.int64)
        self._payers, self._documents = np.array(payers, dtype=object), np.array(documents, dtype=object)
        # An imported version has its version in its ids; our own file of the same document has not.
        self._files = np.array(files, dtype=object)
        self.places = {each: at for at, each in enumerate(self.ids)}
        self.allowed = lru_cache(256)(self._allowed)

    def _allowed(
        self,
        on: date,
        state: str | None = None,
        payer: str | None = None,
        named: tuple[str, ...] = (),
        closed: tuple[str, ...] = (),
    ) -> Mask:
        """Say which places may answer: in force, of the state and payer; what the asker named may answer for its own dates.

        Our own files of `closed` documents never answer: an imported version of them does.
        """
        day = on.toordinal()
        mask = (self._begins <= day) & (day <= self._ends)
        if state:
            mask &= (self._states & _BIT.get(state, 0)) != 0
        if payer:
            mask &= (self._payers == "") | (self._payers == payer)
        if named:
            mask |= np.isin(self._documents, named)
        return mask & ~np.isin(self._files, closed) if closed else mask
