"""The errors CleanClaim raises, each named for who can put it right."""


class CleanClaimError(Exception):
    """Say in one sentence what was found and what was expected."""


class UnreadableQuestion(CleanClaimError):
    """The asker sent a question that cannot be read: empty, too long, or not text."""


class InvalidCode(CleanClaimError, ValueError):
    """The asker wrote something that has no code's form."""


class UnreadableClaim(CleanClaimError, ValueError):
    """The asker wrote a claim that the notation cannot read."""


class BrokenKnowledge(CleanClaimError):
    """The editor left a knowledge file or table that cannot be trusted; the message starts with file:line."""


class SettingsError(CleanClaimError):
    """The operator set a variable to something that cannot work; the message names the variable."""


class ModelUnavailable(CleanClaimError):
    """The model did not give a usable answer; `assistant` catches this and the composed answer goes out."""


class ReceiptUnwritable(CleanClaimError):
    """The operator's book of receipts cannot be written; the answer is withheld."""


class UnreadableFile(CleanClaimError):
    """The operator gave a file that is not what it should be; the message names the file, the line and what was expected."""
