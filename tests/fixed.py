"""What is fixed for all tests: the day they run on and the knowledge they read."""

from datetime import date
from pathlib import Path

KNOWLEDGE = Path(__file__).parent.parent / "knowledge"
TODAY = date(2026, 11, 23)
"""The day that a claim without a date of service is judged by, so that no test depends on the clock."""
