"""Where one was in each case: tab, scroll, current row, page; kept per casebook."""

from pathlib import Path

from app.models.case import CaseRef
from app.models.identifiers import CaseId
from app.ui.evidence.place import EvidencePlace
from app.ui.remembered import Remembered
from app.ui.review.description_pane import DescriptionPlace
from app.ui.review.scores_pane import ScoresPlace

VIEWS = (("evidence", "position"), ("beside", "beside-position"))
"""Names under which the first and the second document are kept."""


class Places:
    """Reads and writes the places of one casebook; only the case shown last keeps its details."""

    def __init__(self, remembered: Remembered, folder: Path) -> None:
        self._kept = remembered
        self._folder = folder

    def _key(self, what: str) -> str:
        return self._kept.place(self._folder, what)

    @property
    def case(self) -> CaseRef | None:
        """The case shown last."""
        text = self._kept.text(self._key("case"))
        number = self._kept.number(self._key("submission"))
        return CaseRef(CaseId(text), number or None) if text else None

    def keep_case(self, ref: CaseRef) -> None:
        """Remember what is shown now, at once: a crash may come."""
        self._kept.put_text(self._key("case"), ref.case)
        self._kept.put_number(self._key("submission"), ref.submission or 0)
        self._kept.flush()

    def keep(self, description: DescriptionPlace, scores: ScoresPlace) -> None:
        """Remember the places in the columns beside the evidence."""
        self._kept.put_text(self._key("tab"), description.tab)
        self._kept.put_number(self._key("tab-scroll"), description.scroll)
        self._kept.put_text(self._key("leaf"), scores.leaf)
        self._kept.put_text(self._key("folded"), " ".join(scores.folded))
        self._kept.put_number(self._key("scores-scroll"), scores.scroll)
        self._kept.flush()

    def description(self) -> DescriptionPlace:
        """Return the place in the description."""
        tab = self._kept.text(self._key("tab"), DescriptionPlace().tab)
        return DescriptionPlace(tab, self._kept.number(self._key("tab-scroll")))

    def scores(self) -> ScoresPlace:
        """Return the place in the scores."""
        folded = tuple(self._kept.text(self._key("folded")).split())
        leaf = self._kept.text(self._key("leaf"))
        return ScoresPlace(leaf, folded, self._kept.number(self._key("scores-scroll")))

    def evidence(self) -> EvidencePlace:
        """Return what was open in the evidence column, and where the reader was."""
        kept = [
            (self._kept.text(self._key(evidence)), self._kept.text(self._key(position)))
            for evidence, position in VIEWS
        ]
        sizes = self._kept.text(self._key("beside-sizes")).split()
        return EvidencePlace(
            tuple(pair for pair in kept if pair[0]),
            tuple(int(each) for each in sizes if each.isdecimal())[:2],
            bool(self._kept.number(self._key("beside-active"))),
        )

    def keep_evidence(self, ref: CaseRef, place: EvidencePlace) -> None:
        """Remember what is open in the evidence column of the case shown."""
        if self.case == ref:
            names = (place.evidence, place.beside)
            for view, (evidence, position) in enumerate(VIEWS):
                self._kept.put_text(self._key(evidence), names[view])
                self._kept.put_text(self._key(position), place.position(view))
            self._kept.put_text(self._key("beside-sizes"), " ".join(map(str, place.sizes)))
            self._kept.put_number(self._key("beside-active"), int(place.second_is_active))
