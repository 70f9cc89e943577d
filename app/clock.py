"""The only source of time: aware instants in the user's zone, replaceable as a value in tests."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

Clock = Callable[[], datetime]
"""Returns the current instant, aware, with the local offset, to the second."""


def system_clock() -> datetime:
    """Return the machine's time with its local offset."""
    return datetime.now(UTC).astimezone().replace(microsecond=0)


def fixed_clock(start: datetime, step: timedelta = timedelta(seconds=1)) -> Clock:
    """Return a clock for tests and samples that moves on by ``step`` each time it is asked."""
    moments = iter(range(10**9))
    return lambda: start + next(moments) * step
