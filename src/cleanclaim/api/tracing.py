"""OpenTelemetry traces, where the operator names a collector: the names of our attributes stand here and nowhere else.

A span holds what was decided, never a question, a claim or a code.
"""

from typing import TYPE_CHECKING

from opentelemetry import trace

from cleanclaim import __version__
from cleanclaim.answer import Answer
from cleanclaim.errors import SettingsError

if TYPE_CHECKING:
    from opentelemetry.trace import TracerProvider

VERDICT = "cleanclaim.answer.verdict"
REVIEW = "cleanclaim.answer.review"
LANGUAGE = "cleanclaim.answer.language"
CODES = "cleanclaim.answer.codes"
FINDINGS = "cleanclaim.answer.findings"
CITATIONS = "cleanclaim.answer.citations"


def provider(address: str | None) -> "TracerProvider | None":
    """Give what sends spans to a collector over OTLP; None where none is named. Needs the extra `traces`."""
    if address is None:
        return None
    try:
        from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
        from opentelemetry.sdk.resources import Resource
        from opentelemetry.sdk.trace import TracerProvider
        from opentelemetry.sdk.trace.export import BatchSpanProcessor
    except ImportError:
        raise SettingsError(
            "CLEANCLAIM_TRACES: needs the extra traces; expected `pip install cleanclaim[traces]`."
        ) from None
    made = TracerProvider(resource=Resource.create({"service.name": "cleanclaim", "service.version": __version__}))
    made.add_span_processor(BatchSpanProcessor(OTLPSpanExporter(endpoint=address)))
    return made


def note(answer: Answer) -> None:
    """Put what was decided on the span of the request, where there is one."""
    trace.get_current_span().set_attributes(
        {
            VERDICT: answer.verdict or "none",
            REVIEW: answer.review,
            LANGUAGE: answer.language,
            CODES: len(answer.codes),
            FINDINGS: len(answer.findings),
            CITATIONS: len(answer.citations),
        }
    )
