"""What was read from a question: facts with the place in the text they came from."""

from datetime import date
from typing import Literal

from pydantic import BaseModel, ConfigDict

from cleanclaim.claim import Claim
from cleanclaim.reading.cues import CUES

Verdictable = Literal["yes_no", "open", "statement"]


class _Value(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Context(_Value):
    """What the asker set beside the question."""

    state: str | None = None
    payer: str | None = None
    date_of_service: date | None = None
    mac: str | None = None
    place_of_service: str | None = None


class Fact(_Value):
    """One thing read, and the characters of the (redacted) question it was read from."""

    kind: str
    value: str
    start: int
    end: int


class MuscleCount(_Value):
    """How many muscles at least and at most the words allow."""

    least: int
    most: int | None

    @property
    def decides(self) -> bool:
        return self.least >= 3 or (self.most is not None and self.most <= 2 and self.least >= 1)


class Dose(_Value):
    """A drug and how much of it."""

    words: str
    amount: float | None
    measure: str
    each: bool = False
    """The amount was given at each of several sites."""
    by_syringe: bool = False
    """No amount was told: it is what one syringe of the product holds."""


class Reason(_Value):
    """A code of a remittance: an adjustment reason or remark, with its group (CO, PR, OA, PI) where one was said."""

    code: str
    group: str | None = None

    def __str__(self) -> str:
        return f"{self.group}-{self.code}" if self.group else self.code


class Relief(_Value):
    """How much an injection helped, in percent, and for how many weeks."""

    percent: int | None = None
    weeks: int | None = None


class Toxin(_Value):
    """What botulinum toxin was for, and the muscles of each limb treated; None for a limb whose muscles are not counted."""

    use: str | None = None
    limbs: tuple[int | None, ...] = ()
    trunk: int | None = None
    on_trunk: bool = False


class Earlier(_Value):
    """A procedure done before the day asked about, whose global days may still be open."""

    what: str
    kind: Literal["code", "major", "minor"]
    """A code, or words for surgery with 90 global days or for an ablation with 10."""
    days: int | None = None
    """How many days ago; None where the words only say that its global period is open."""
    relation: Literal["unrelated", "staged", "complication"] | None = None
    by_others: bool = False
    """Another practice did it."""


class Scenario(_Value):
    """A question as read. `claim` holds every fact that the notation can say."""

    question: str
    language: Literal["en", "es"] = "en"
    form: Verdictable = "open"
    seeks_obstacle: bool = False
    """A yes would mean that something stands in the way: `is it bundled?`, `over the limit?`."""
    asks: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    claim: Claim = Claim()
    count: MuscleCount | None = None
    count_proposed: int | None = None
    """The number of muscles that the asker offers to be confirmed."""
    needled: MuscleCount | None = None
    """How many muscles were needled without injection, where a note describes both; `count` are those injected."""
    injections: int | None = None
    is_session: bool = False
    muscles_not_named: bool = False
    same_muscle: bool = False
    separate_site: bool = False
    same_site: bool = False
    """Both services are told at one site, or the record names no second one."""
    earlier: Earlier | None = None
    is_choice: bool = False
    structures: tuple[str, ...] = ()
    structure_sides: tuple[str | None, ...] = ()
    """The side said of each structure, RT, LT or 50, in the order of `structures`; empty where none was and another's does
    not reach it."""
    codes_beside: tuple[str, ...] = ()
    """The codes that the words join to what they describe before them."""
    bilateral_codes: tuple[str, ...] = ()
    """The codes beside which `bilateral` stands."""
    digits: tuple[str, ...] = ()
    """The fingers and toes named, by their modifiers."""
    digit_count: int | None = None
    """How many fingers or toes, where a number is all that is told of them."""
    level_count: int | None = None
    vertebrae: int = 0
    level_sides: tuple[str, ...] = ()
    """The side of each level, 50, RT or LT, where every level has its own and they differ."""
    is_bilateral: bool = False
    side: str | None = None
    without_guidance: bool = False
    given_apart: tuple[str, ...] = ()
    """The drugs that may have been given into a muscle or under the skin for their own effect: surely, where it is one."""
    wasted: float | None = None
    units_typed: tuple[str, ...] = ()
    """The codes whose units stand in the words; a bare code claims no number."""
    container: str | None = None
    nothing_injected: bool = False
    is_within_operation: bool = False
    """A joint was injected in the course of an operation on the same joint."""
    branches: int | None = None
    """How many genicular branches were reached, where the words tell them."""
    is_applied: bool = False
    """The drug was brought in by swab or nasal catheter."""
    minutes: int | None = None
    bills_facility: bool = False
    is_meant_for_trigger_points: bool = False
    """A code is asked about as that of a trigger point injection."""
    taken_for: str | None = None
    """The family of procedure that the asker supposes."""
    toxin: Toxin | None = None
    conditions: tuple[tuple[str, str], ...] = ()
    """The conditions that the words name, each with its diagnosis code by side."""
    spine: str | None = None
    approach: str | None = None
    approaches: tuple[str, ...] = ()
    doses: tuple[Dose, ...] = ()
    visit: str | None = None
    mac: str | None = None
    documents: tuple[str, ...] = ()
    denials: tuple[Reason, ...] = ()
    modifiers_asked: tuple[str, ...] = ()
    modifiers_left_off: tuple[str, ...] = ()
    """Modifiers that the asker would bill without."""
    releases_edit: bool = False
    """Whether a modifier gets past an NCCI edit is asked: `does 76 bypass it?`."""
    session_number: int | None = None
    session_days: int | None = None
    """The window that the number of the session was told for, in days."""
    prior_by_month: bool = False
    """Earlier sessions are told by their month, without the day."""
    relief: Relief | None = None
    """What the last session gave, as told."""
    notice: Literal["signed", "none", "refused"] | None = None
    """Whether an ABN was signed before the service; one signed afterward is none."""
    seeks_notice: bool = False
    """Whether an ABN is to be given or used is what is asked."""
    denied_as: Literal["coding", "necessity"] | None = None
    payers: tuple[str, ...] = ()
    """The payers to be compared, where more than one is asked about."""
    payer_is_assumed: bool = True
    identifiers_removed: tuple[str, ...] = ()
    strange: tuple[str, ...] = ()
    """What the question speaks of and the knowledge never does."""
    cues: tuple[str, ...] = ()
    """The words of `reading.cues` that the question holds."""
    facts: tuple[Fact, ...] = ()
    parts: "tuple[Scenario, ...]" = ()
    """The questions of a text that asks several, each by itself with the facts it shares."""

    def says(self, *cues: str) -> bool:
        """Say whether the question held one of these words; they must be in `reading.cues`."""
        unknown = set(cues) - set(CUES)
        if unknown:
            raise ValueError(f"{sorted(unknown)[0]} is no cue; add it to reading/cues.py.")
        return not set(cues).isdisjoint(self.cues)

    def about(self, *topics: str) -> bool:
        return bool(set(topics) & set(self.topics))

    @property
    def has_targets_apart(self) -> bool:
        """Say whether several targets are told, each with one side: `R shoulder, L knee`."""
        return len(set(self.structures)) > 1 and set(self.structure_sides) == {"RT", "LT"}

    @property
    def is_given_apart(self) -> bool:
        """Say whether a drug was also given for its own effect."""
        return bool(self.given_apart)

    @property
    def is_described(self) -> bool:
        """Say whether muscles, a target or a session are described, so that the facts can choose the code."""
        return self.is_session or self.names_target

    @property
    def names_target(self) -> bool:
        """Say whether muscles or a target are told."""
        spinal = (
            self.level_count is not None or self.vertebrae > 0 or self.approach in ("transforaminal", "interlaminar")
        ) or (self.approach is not None and self.spine is not None and (self.without_guidance or self.claim.guidance))
        return bool(self.count or self.structures or spinal or (self.toxin and self.toxin.use))
