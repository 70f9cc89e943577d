"""Rows for the queue, and a platform without a screen."""

import os
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from typing import Any

import pytest

from app.models.case import QueueRow, Status
from app.models.folding import folded
from app.models.identifiers import CaseId, SchemeId
from app.wording import use

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
START = datetime(2026, 9, 20, 14, 12, tzinfo=UTC)


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


@pytest.fixture
def make_row() -> Any:
    """Return what makes a row with valid defaults; later numbers were sent later."""

    def make(number: int = 1, **changes: Any) -> QueueRow:
        values: dict[str, Any] = {
            "id": CaseId(f"NO-NQL-2026-{number:04}"), "submission": 1, "submissions": 1,
            "scheme": SchemeId("nql-2022"), "applicant": "Solveig Hansen",
            "school": "Ringve skole", "city": "Trondheim", "country": "NO",
            "title": f"Project {number}", "status": Status.NEW,
            "submitted_at": START + timedelta(hours=number), "received_at": START,
            "damaged": False, "leaves": 12, "maximum": Fraction(25),
        }  # fmt: skip
        row = QueueRow(**{**values, **changes})
        names = (row.id, row.applicant, row.school, row.city, row.title)
        return replace(row, words=folded(" ".join(names)))

    return make
