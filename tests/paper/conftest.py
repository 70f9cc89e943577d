"""What the paper tests share: a moment and a canvas."""

from datetime import datetime, timedelta, timezone

import pytest

from app.paper.canvas import TaggedCanvas
from app.paper.metadata import Properties

MOMENT = datetime(2026, 11, 14, 12, 0, tzinfo=timezone(timedelta(hours=1)))


@pytest.fixture
def moment() -> datetime:
    return MOMENT


@pytest.fixture
def canvas() -> TaggedCanvas:
    return TaggedCanvas(Properties("A test", "en", "Nobody", MOMENT), (595, 842))
