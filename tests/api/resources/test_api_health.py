"""Alive, ready, counted, and safe for browsers."""

from starlette.testclient import TestClient


def test_ready_means_that_questions_are_answered(client: TestClient) -> None:
    assert client.get("/readyz").json()["status"] == "ok"


def test_requests_are_counted_by_route_and_not_by_address(client: TestClient) -> None:
    client.get("/v1/codes/20552")
    client.get("/secret-in-the-path")
    text = client.get("/metrics").text
    assert 'cleanclaim_http_requests_total{method="GET",route="/v1/codes/{code}",status="200"}' in text
    assert "secret-in-the-path" not in text


def test_every_response_carries_the_security_headers(client: TestClient) -> None:
    for path in ("/healthz", "/nowhere", "/docs", "/v1/codes/nope"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff" and headers["x-frame-options"] == "DENY"
        assert headers["content-security-policy"].startswith("default-src 'none'") and headers["x-request-id"]


def test_no_origin_is_let_in_by_default(client: TestClient) -> None:
    response = client.get("/healthz", headers={"origin": "https://elsewhere.example"})
    assert "access-control-allow-origin" not in response.headers


def test_the_documentation_loads_nothing_from_elsewhere(client: TestClient) -> None:
    page = client.get("/docs").text
    assert "/v1/answers" in page and "<script" not in page and "<link" not in page
    assert client.get("/openapi.json").json()["openapi"].startswith("3.1")
