"""All groups and rows of one scheme, in the column that scrolls them."""

from PySide6.QtWidgets import QWidget

from app.models.scheme import Leaf, Scheme, parts
from app.ui.review.fitted_column import FittedColumn
from app.ui.review.group_header import GroupHeader
from app.ui.review.leaf_row import LeafRow
from app.wording import _, pick

GATES = "gates"


class RowSet(FittedColumn):
    """``rows`` by leaf, ``headers`` by group, ``group_of`` a leaf; all in the scheme's order."""

    def __init__(self, scheme: Scheme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("scores-scroll")
        self.setAccessibleName(_("Scores"))
        self.scheme = scheme
        self.rows: dict[str, LeafRow] = {}
        self.headers: dict[str, GroupHeader] = {}
        self.group_of: dict[str, str] = {}
        if scheme.gates:
            self._add_group(GATES, "", _("Before all else"), scheme.gates)
        for each in scheme.criteria:
            code = each.id if each.id.isdecimal() else ""
            self._add_group(each.id, code, pick(each.names), parts(each))
        self.column.addStretch(1)

    def _add_group(self, key: str, code: str, name: str, leaves: tuple[Leaf, ...]) -> None:
        header = GroupHeader(key, code, name, self.content)
        self.headers[key] = header
        self.column.addWidget(header)
        for leaf in leaves:
            row = LeafRow(self.scheme, leaf, self.content)
            header.toggled.connect(row.setVisible)
            self.rows[leaf.id] = row
            self.group_of[leaf.id] = key
            self.column.addWidget(row)
