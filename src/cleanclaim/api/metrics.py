"""What is counted for Prometheus. Several workers share a folder of counters when `serve` names one."""

from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

from cleanclaim.answer import Answer, CheckAnswer

MEDIA = CONTENT_TYPE_LATEST
SHARED = "PROMETHEUS_MULTIPROC_DIR"
"""The variable that names the folder in which workers count together; the library reads it when it is imported."""
_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)


class Metrics:
    """The counters of one process; `shared` is the folder in which all workers count."""

    def __init__(self, shared: str | None = None) -> None:
        self._shared = shared
        self._registry = registry = CollectorRegistry()
        self._requests = Counter(
            "cleanclaim_http_requests", "Requests answered.", ("method", "route", "status"), registry=registry
        )
        self._seconds = Histogram(
            "cleanclaim_http_request_seconds", "Time to answer.", ("route",), buckets=_SECONDS, registry=registry
        )
        self._answers = Counter("cleanclaim_answers", "Answers given.", ("verdict", "review"), registry=registry)
        self._claims = Counter("cleanclaim_claims", "Claims checked.", ("outcome",), registry=registry)

    def request(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request by the route that answered; status 0 means the client left first."""
        self._requests.labels(method, route, str(status)).inc()
        self._seconds.labels(route).observe(seconds)

    def answer(self, answer: Answer) -> None:
        self._answers.labels(answer.verdict or "none", answer.review).inc()

    def claim(self, answer: CheckAnswer) -> None:
        worst = {f.outcome for f in answer.findings}
        self._claims.labels("fail" if "fail" in worst else "conditional" if worst else "no_finding").inc()

    def text(self) -> bytes:
        """Give all counters as Prometheus reads them, of every worker where they share a folder."""
        if self._shared is None:
            return generate_latest(self._registry)
        together = CollectorRegistry()
        MultiProcessCollector(together, self._shared)  # type: ignore[no-untyped-call]
        return generate_latest(together)
