"""Read a coder's words into a Scenario. Deterministic, offline, and silent about what the words do not say."""

from cleanclaim.reading.lexicon import Lexicon
from cleanclaim.reading.reader import Reader
from cleanclaim.reading.scenario import Context, Dose, Fact, MuscleCount, Scenario

__all__ = ["Context", "Dose", "Fact", "Lexicon", "MuscleCount", "Reader", "Scenario"]
