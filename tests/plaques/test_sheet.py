"""An order as a list: every school once, with all the plaque maker needs."""

from datetime import UTC, datetime

import pytest

from app.models.identifiers import CaseId, CertificateNumber, DecisionId, OrderId
from app.models.order import OrderLine, PlaqueOrder
from app.plaques import order_page, order_sheet

LINE = OrderLine(
    CaseId("C-1"), DecisionId("D-1"), CertificateNumber("NO-ESL-2026-000131"), "Ringve skole",
    ("Ringve skole", "Trondheim, Norge", "2027-2028"), ("Strindvegen 1", "7052 Trondheim"),
    "Solveig Hansen", "NO", email="solveig@example.org", label_years="2027-2028", plaques=2,
)  # fmt: skip
ORDER = PlaqueOrder(
    OrderId("O-000140"), "2027-2028", (LINE, LINE), "Kari Vik",
    datetime(2026, 11, 1, tzinfo=UTC), 140,
)  # fmt: skip


@pytest.mark.parametrize("sheet", [order_sheet, order_page])
def test_each_row_has_a_cell_a_column(sheet: object) -> None:
    table = sheet(ORDER, "en")  # type: ignore[operator]
    assert [len(row) for row in table.rows] == [len(table.columns)] * 2
    assert table.title == "Plaque order O-000140"
    assert table.subtitle == "School Label 2027-2028"


def test_programs_find_each_value_under_its_own_key() -> None:
    table = order_sheet(ORDER, "en")
    row = dict(zip((column.key for column in table.columns), table.rows[0], strict=True))
    assert row["engraving"] == "Ringve skole / Trondheim, Norge / 2027-2028"
    assert (row["plaques"], row["flags"], row["phone"], row["country"]) == ("2", "1", "", "Norway")


def test_paper_has_together_what_belongs_together() -> None:
    row = order_page(ORDER, "en").rows[1]
    assert row[0] == "2"
    assert row[5] == "Strindvegen 1, 7052 Trondheim, Norway"
    assert row[6] == "Solveig Hansen, solveig@example.org"
