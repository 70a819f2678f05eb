"""Headers of every answer: a page loads nothing from elsewhere and runs no script that stands in it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable

from fastapi import Request, Response

POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data: blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "worker-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    )
)
WORKER = "/static/vendor/maplibre-gl-csp-worker.js"
WORKER_POLICY = POLICY.replace("script-src 'self'", "script-src 'self' 'wasm-unsafe-eval'")
"""The map's worker alone, which sees no page, may compile what joins Arabic letters and turns lines round."""
HEADERS = {
    "Content-Security-Policy": POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


async def add_headers(request: Request, follow: Callable[[Request], Awaitable[Response]]) -> Response:
    """Middleware. What a page shows may be somebody's words; nothing of it is kept by browsers."""
    answer = await follow(request)
    if request.url.path == WORKER:
        answer.headers["Content-Security-Policy"] = WORKER_POLICY
    for name, value in HEADERS.items():
        answer.headers.setdefault(name, value)
    if not request.url.path.startswith("/static/"):
        answer.headers.setdefault("Cache-Control", "no-store")
    return answer
