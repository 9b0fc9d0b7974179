"""Spans say what was decided and never what was asked."""

from dataclasses import replace

import pytest
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from starlette.testclient import TestClient

from cleanclaim.api import Service, create, tracing


@pytest.mark.parametrize("stream", [False, True])
def test_a_span_holds_the_verdict_and_no_question(own: Service, stream: bool) -> None:
    exporter, provider = InMemorySpanExporter(), TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    asked = {"question": "Can 20610 and 20552 be billed together?", "stream": stream}
    TestClient(create(replace(own, tracer_provider=provider))).post("/v1/answers", json=asked)
    [span] = exporter.get_finished_spans()
    assert span.name == "POST /v1/answers" and span.attributes and span.attributes[tracing.VERDICT] == "depends"
    assert "20610" not in span.to_json()


def test_without_a_collector_nothing_is_sent() -> None:
    assert tracing.provider(None) is None
