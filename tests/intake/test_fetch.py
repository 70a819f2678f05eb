"""Fetching, against a server on the loopback interface."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from marsad.intake import IntakeOptions, Skipped, read_sources
from marsad.intake.fetch import is_public
from marsad.intake.urls import is_url
from marsad.model.report import Report

SENTENCE = "Two soldiers were killed on Sunday in a clash near the town of Bunia, officials said there."
PAGE = f"<html><body><article><h1>Clash near lake town</h1><p>{SENTENCE}</p></article></body></html>"
OPTIONS = IntakeOptions(allow_private=True, timeout=5, max_bytes=100_000, max_redirects=3)
FEED = """<?xml version="1.0"?><rss version="2.0"
xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Clash near lake town</title><link>{0}/page</link>
<pubDate>Thu, 03 Jun 2021 10:00:00 GMT</pubDate></item>
<item><title>Gone</title><link>{0}/missing</link></item>
<item><title>Talks resume</title><link>{0}/full</link>
<content:encoded><![CDATA[<p>{1}</p>]]></content:encoded></item>
</channel></rss>"""


class _Site(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        routes = {
            "/page": lambda: self._send(PAGE.encode()),
            "/gzip": lambda: self._send(gzip.compress(PAGE.encode()), coding="gzip"),
            "/bomb": lambda: self._send(gzip.compress(b"a" * 30_000_000), coding="gzip"),
            "/hop": lambda: self._redirect("/page"),
            "/loop": lambda: self._redirect("/loop"),
            "/file": lambda: self._redirect("file:///etc/passwd"),
            "/inside": lambda: self._redirect("http://169.254.169.254/latest/meta-data"),
            "/big": lambda: self._send(b"word " * 100_000),
            "/endless": self._endless,
            "/drip": self._drip,
            "/pdf": lambda: self._send(b"%PDF-1.7 ..."),
            "/empty": lambda: self._send(b""),
            "/lines.jsonl": lambda: self._send(b'{"id": "a", "text": "Rebels took the hill at dawn."}\n'),
            "/feed": lambda: self._send(FEED.format(self._base(), f"{SENTENCE} " * 12).encode()),
        }
        routes.get(self.path, lambda: self.send_error(404))()

    def _base(self) -> str:
        host, port = self.server.server_address[:2]
        return f"http://{host!s}:{port}"

    def _send(self, body: bytes, coding: str | None = None) -> None:
        self.send_response(200)
        if coding:
            self.send_header("Content-Encoding", coding)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def _redirect(self, to: str) -> None:
        self.send_response(302)
        self.send_header("Location", to)
        self.end_headers()

    def _endless(self) -> None:
        self.send_response(200)
        self.end_headers()
        try:
            while True:
                self.wfile.write(b"word " * 1000)
        except OSError:
            return

    def _drip(self) -> None:
        try:
            for byte in b"HTTP/1.1 200 OK\r\nX: " + b"y" * 200:
                self.wfile.write(bytes([byte]))
                self.wfile.flush()
                time.sleep(0.1)
        except OSError:
            return

    def log_message(self, *args: object) -> None:
        """Tests keep quiet."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def read(url: str, options: IntakeOptions = OPTIONS) -> list[Report | Skipped]:
    return list(read_sources([url], options))


@pytest.mark.parametrize("path", ["/page", "/gzip", "/hop"])
def test_a_page(site: str, path: str) -> None:
    (report,) = read(site + path)
    assert isinstance(report, Report)
    assert report.title == "Clash near lake town"
    assert report.url == f"{site}/{'page' if path == '/hop' else path[1:]}"


def test_json_lines_by_url(site: str) -> None:
    (report,) = read(f"{site}/lines.jsonl")
    assert isinstance(report, Report)
    assert report.name == "a"


def test_a_feed(site: str) -> None:
    first, gone, full = read(f"{site}/feed")
    assert isinstance(first, Report)
    assert first.published is not None
    assert first.published.start.isoformat() == "2021-06-03"
    assert isinstance(gone, Skipped)
    assert "404" in gone.reason
    assert isinstance(full, Report)
    assert full.title == "Talks resume"


@pytest.mark.parametrize(
    ("path", "reason"),
    [
        ("/missing", "404"),
        ("/loop", "redirects more than 3 times"),
        ("/file", "only http and https"),
        ("/big", "larger than"),
        ("/endless", "larger than"),
        ("/bomb", "larger than"),
        ("/pdf", "PDF"),
        ("/empty", "empty"),
    ],
)
def test_what_cannot_be_read_says_why(site: str, path: str, reason: str) -> None:
    (skipped,) = read(site + path)
    assert isinstance(skipped, Skipped)
    assert reason in skipped.reason
    assert skipped.source.startswith(site)
    assert skipped.remedy


def test_a_server_that_never_finishes_is_left(site: str) -> None:
    began = time.monotonic()
    (skipped,) = read(f"{site}/drip", IntakeOptions(allow_private=True, timeout=0.7))
    assert isinstance(skipped, Skipped)
    assert "0.7 seconds" in skipped.reason
    assert time.monotonic() - began < 4


def test_private_addresses_are_refused_unless_allowed(site: str) -> None:
    (skipped,) = read(f"{site}/page", IntakeOptions())
    assert isinstance(skipped, Skipped)
    assert "not a public address" in skipped.reason
    assert "allow" in skipped.remedy


def test_a_redirect_into_a_private_network_is_checked_again(
    site: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from marsad.intake import fetch

    monkeypatch.setattr(fetch, "is_public", lambda address: address == "127.0.0.1")
    (skipped,) = read(f"{site}/inside", IntakeOptions(timeout=5))
    assert isinstance(skipped, Skipped)
    assert "169.254.169.254" in skipped.reason


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "http://a b/", "http://no-such-host.invalid/", "http://x:99999/"]
)
def test_broken_addresses(url: str) -> None:
    (skipped,) = read(url)
    assert isinstance(skipped, Skipped)


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("8.8.8.8", True),
        ("2001:4860:4860::8888", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("172.16.0.1", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("255.255.255.255", False),
        ("::1", False),
        ("fe80::1", False),
        ("fd00::1", False),
        ("::ffff:127.0.0.1", False),
        ("64:ff9b::7f00:1", False),
        ("2002:7f00:1::", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    assert is_public(address) is public


@pytest.mark.parametrize(
    ("name", "url"),
    [
        ("http://a.example/x", True),
        ("HTTPS://a.example", True),
        ("a.txt", False),
        ("ftp://a", False),
        ("http", False),
    ],
)
def test_what_counts_as_a_url(name: str, url: bool) -> None:
    assert is_url(name) is url
