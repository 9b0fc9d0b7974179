"""What people leave behind: conversations, feedback, preferences; SQLite in the home folder or PostgreSQL by one setting.

A family of files, one a table group: its tables on `schema.METADATA`, its functions taking an `Engine`, and its own chain
of migrations (`migrations/versions/<file>_1.py`, `down_revision = None`, then `<file>_2.py` on it, and so on). Chains do
not know each other, so adding a group edits no file: `database.open_database` brings every chain to its head.
"""

from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError as DatabaseFault

from cleanclaim.storage.database import fault_of, open_database, writing

__all__ = ["DatabaseFault", "Engine", "fault_of", "open_database", "writing"]
