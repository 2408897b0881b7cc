"""For every test: a limit on how long it may hang. Speed itself is measured in bench/, never asserted here."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from types import FrameType

import pytest

_LIMIT_SECONDS = 300  # far above any test on a busy machine; far below what quadratic time makes of a megabyte


@pytest.fixture(autouse=True)
def no_test_hangs() -> Iterator[None]:
    """Fail a test that is still running at the limit, where the platform has an alarm to set."""
    if not hasattr(signal, "SIGALRM"):
        yield
        return

    def ring(signum: int, frame: FrameType | None) -> None:
        raise TimeoutError(f"still running after {_LIMIT_SECONDS} s")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(_LIMIT_SECONDS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)
