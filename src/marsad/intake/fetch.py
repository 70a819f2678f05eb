"""URLs → bytes, with limits on size, time, redirects, and on where a name may lead.

Only http and https. The host's name is looked up first, every address it has is checked, and the connection
goes to a checked address, so that a second look-up cannot lead elsewhere; each redirect is checked again.
"""

from __future__ import annotations

import ipaddress
import queue
import socket
import ssl
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from urllib.parse import urljoin, urlsplit, urlunsplit

import httpx

from marsad.intake.errors import IntakeError
from marsad.intake.options import IntakeOptions
from marsad.intake.payload import Payload

_SAVE = "save the page with a browser and read the file"
_HEADERS = {
    "User-Agent": "marsad (reads news reports; +https://pypi.org/project/marsad/)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,text/plain,*/*;q=0.5",
    "Accept-Encoding": "gzip",
}
_REDIRECTS = frozenset({301, 302, 303, 307, 308})


@dataclass(frozen=True, slots=True)
class _Answer:
    """One response: a redirect's target, or a payload."""

    location: str | None
    payload: Payload | None


def fetch(url: str, options: IntakeOptions) -> Payload:
    """The content of ``url``. Raises IntakeError with the remedy for each way in which that can fail."""
    client: list[httpx.Client] = []

    def work() -> Payload:
        transport = httpx.HTTPTransport(retries=0, trust_env=False)
        with httpx.Client(
            transport=transport, timeout=options.timeout, trust_env=False, headers=_HEADERS
        ) as made:
            client.append(made)
            return _follow(made, url, options)

    return _within(options.timeout, work, client)


def _within(seconds: float, work: Callable[[], Payload], client: list[httpx.Client]) -> Payload:
    """The result of ``work``, given up after ``seconds``: a server may send one byte a minute for ever."""
    results: queue.Queue[Payload | IntakeError] = queue.Queue(1)

    def run() -> None:
        try:
            results.put(work())
        except IntakeError as error:
            results.put(error)
        except (
            httpx.HTTPError,
            httpx.InvalidURL,
            httpx.StreamError,
            OSError,
            ssl.SSLError,
            ValueError,
        ) as error:
            results.put(_translated(error))
        except RuntimeError as error:
            # The client was closed under a request that took too long; nobody waits for the result any more.
            results.put(_translated(error))

    threading.Thread(target=run, daemon=True, name="marsad-fetch").start()
    try:
        found = results.get(timeout=seconds)
    except queue.Empty as error:
        with suppress(RuntimeError):
            for made in client:
                made.close()
        raise IntakeError(f"the server did not finish within {seconds:g} seconds", _slow()) from error
    if isinstance(found, IntakeError):
        raise found
    return found


def _slow() -> str:
    return f"try again later, raise the time limit, or {_SAVE}"


def _translated(error: Exception) -> IntakeError:
    if isinstance(error, httpx.TimeoutException):
        return IntakeError("the server did not answer in time", _slow())
    if isinstance(error, httpx.InvalidURL | ValueError):
        return IntakeError(f"the address cannot be read ({error})", "check the address")
    return IntakeError(
        f"the connection failed ({str(error)[:100] or type(error).__name__})",
        f"check the network, or {_SAVE}",
    )


def _follow(client: httpx.Client, url: str, options: IntakeOptions) -> Payload:
    at = url
    for _ in range(options.max_redirects + 1):
        answer = _ask(client, at, options)
        if answer.payload:
            return answer.payload
        at = urljoin(at, answer.location or "")
    raise IntakeError(f"it redirects more than {options.max_redirects} times", "name the final address")


def _ask(client: httpx.Client, url: str, options: IntakeOptions) -> _Answer:
    parts = urlsplit(url)
    if parts.scheme.lower() not in {"http", "https"}:
        raise IntakeError(
            f"it leads to {parts.scheme or 'no'} address, and only http and https are read", _SAVE
        )
    host = parts.hostname
    if not host:
        raise IntakeError("the address names no host", "check the address")
    port = parts.port or (443 if parts.scheme.lower() == "https" else 80)
    address = _checked(host, port, options.allow_private)
    target = urlunsplit(
        (
            parts.scheme,
            f"[{address}]:{port}" if ":" in address else f"{address}:{port}",
            parts.path or "/",
            parts.query,
            "",
        )
    )
    default = port == (443 if parts.scheme.lower() == "https" else 80)
    name = f"[{host}]" if ":" in host else host
    headers = {"Host": name if default else f"{name}:{port}"}
    request = client.build_request("GET", target, headers=headers, extensions={"sni_hostname": host})
    response = client.send(request, stream=True, follow_redirects=False)
    try:
        return _answer(
            response,
            urlunsplit((parts.scheme, parts.netloc.rpartition("@")[2], parts.path, parts.query, "")),
            options,
        )
    finally:
        response.close()


def _answer(response: httpx.Response, url: str, options: IntakeOptions) -> _Answer:
    if response.status_code in _REDIRECTS and response.headers.get("location"):
        return _Answer(response.headers["location"], None)
    if response.status_code != 200:
        raise IntakeError(
            f"the server answered {response.status_code} {response.reason_phrase}".strip(),
            f"check the address, or {_SAVE}",
        )
    data = bytearray()
    too_large = IntakeError(
        f"it is larger than {options.max_bytes:,} bytes", "save it and read the file, or raise the limit"
    )
    if int(response.headers.get("content-length") or 0) > options.max_bytes:
        raise too_large
    for chunk in response.iter_raw():
        data += chunk
        if len(data) > options.max_bytes:
            raise too_large
    payload = Payload(
        url, bytes(data), url, response.charset_encoding, response.headers.get("content-encoding")
    )
    return _Answer(None, payload)


def _checked(host: str, port: int, allow_private: bool) -> str:
    """An address of ``host`` to connect to. Raises IntakeError where one of its addresses is not public."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise IntakeError(f"the host {host} was not found", "check the address and the network") from error
    addresses = [str(info[4][0]).split("%")[0] for info in found]
    if not allow_private:
        for address in addresses:
            if not is_public(address):
                raise IntakeError(
                    f"it leads to {address}, which is not a public address",
                    "allow private addresses if you mean it, or save the page and read the file",
                )
    return addresses[0]


def is_public(address: str) -> bool:
    """Whether an IP address is reachable by all: not loopback, private, link-local, multicast or reserved.

    An IPv4 address inside an IPv6 one (mapped, 6to4, Teredo, NAT64) counts as that address.
    """
    ip = ipaddress.ip_address(address)
    if isinstance(ip, ipaddress.IPv6Address):
        inner = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in ipaddress.ip_network("64:ff9b::/96"):
            inner.append(ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(x is not None and not is_public(str(x)) for x in inner):
            return False
    return ip.is_global and not (
        ip.is_multicast or ip.is_reserved or ip.is_unspecified or ip.is_loopback or ip.is_link_local
    )
