"""Count the units of a dose and of what was thrown away of its container."""

import math

from cleanclaim.reading.drugs import ANESTHETICS
from cleanclaim.tables import Drug, Tables


def is_anesthetic(code: str, tables: Tables) -> bool:
    """Say whether a code is a local anesthetic's."""
    drug = tables.drug(code)
    return bool(drug and set(drug.words) & ANESTHETICS)


def rounded_up(amount: float, dose: float) -> int:
    """Give the units that hold an amount, a part unit rounded up."""
    return math.ceil(round(amount / dose, 6))


def thrown_away(drug: Drug, given: float, wasted: float, billed: float) -> int:
    """Give the units of JW: what the container held, less the dose that the units given already bill.

    Where a rounded-up unit covers the waste there is none: JW on top would bill more than the container held.
    """
    return max(0, rounded_up(given + wasted - billed, drug.dose))
