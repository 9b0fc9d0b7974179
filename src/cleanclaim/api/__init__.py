"""The question-answering API over HTTP. Errors are RFC 9457 problem documents; resources are found by walking."""

from cleanclaim.api.application import create
from cleanclaim.api.service import Service

__all__ = ["Service", "create"]
