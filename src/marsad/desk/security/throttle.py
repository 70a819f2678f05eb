"""Bounds on how often somebody may try, kept in memory: nothing of it is written down."""

from __future__ import annotations

import ipaddress
import threading
import time
from collections import OrderedDict, deque
from collections.abc import Callable
from dataclasses import dataclass

from fastapi import Request

_KEPT = 10_000
"""So many keys are remembered; the one tried longest ago goes first."""
_FORGOTTEN = 3600.0
"""Seconds after which failures no longer count."""


@dataclass(slots=True)
class _Tries:
    failed: int
    last: float
    free_at: float


class Throttle:
    """Failures by key: after ``free`` of them each try has to wait twice as long as the one before, up to
    ``longest`` seconds. Safe to use from many threads.
    """

    def __init__(self, free: int, longest: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._free = free
        self._longest = longest
        self._clock = clock
        self._tries: OrderedDict[str, _Tries] = OrderedDict()
        self._lock = threading.Lock()

    def begin(self, key: str) -> float:
        """0 where a try may be made, else the seconds to wait. What is begun counts as failed until it is
        told to have succeeded, so that many tries at once count each.
        """
        now = self._clock()
        with self._lock:
            found = self._tries.pop(key, None)
            if found is None or now - found.last > _FORGOTTEN:
                found = _Tries(0, now, now)
            self._tries[key] = found
            if now < found.free_at:
                return found.free_at - now
            found.failed += 1
            found.last = now
            over = found.failed - self._free
            found.free_at = now + (min(2.0 ** min(over, 30), self._longest) if over >= 0 else 0.0)
            while len(self._tries) > _KEPT:
                self._tries.popitem(last=False)
        return 0.0

    def succeeded(self, key: str) -> None:
        """Forget the failures of ``key``."""
        with self._lock:
            self._tries.pop(key, None)

    def undo(self, key: str) -> None:
        """Take one try back that was begun, and leave the failures before it."""
        with self._lock:
            found = self._tries.get(key)
            if found is not None:
                found.failed = max(0, found.failed - 1)
                found.free_at = min(found.free_at, self._clock())

    def __len__(self) -> int:
        return len(self._tries)


class Quota:
    """At most ``most`` of something in ``seconds``, by key. Safe to use from many threads."""

    def __init__(self, most: int, seconds: float, clock: Callable[[], float] = time.monotonic) -> None:
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._times: OrderedDict[str, deque[float]] = OrderedDict()
        self._lock = threading.Lock()

    def take(self, key: str) -> bool:
        """Whether one more may be had; then it is counted."""
        now = self._clock()
        with self._lock:
            times = self._times.pop(key, None) or deque()
            self._times[key] = times
            while times and now - times[0] > self._seconds:
                times.popleft()
            if len(times) >= self._most:
                return False
            times.append(now)
            while len(self._times) > _KEPT:
                self._times.popitem(last=False)
        return True


def address(request: Request) -> str:
    """Where a request comes from. Of IPv6 the network of 64 bits: a household has all of its addresses."""
    host = request.client.host if request.client else ""
    try:
        found = ipaddress.ip_address(host)
    except ValueError:
        return host
    if isinstance(found, ipaddress.IPv6Address) and found.ipv4_mapped is None:
        return str(ipaddress.ip_network((found, 64), strict=False))
    return str(found)
