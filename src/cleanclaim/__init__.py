"""CleanClaim: a coding chatbot for pain procedures in which every code is checked before it is shown."""

__version__ = "0.1.0"
