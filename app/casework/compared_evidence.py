"""Evidence of two submissions side by side: the same, other bytes, another name, new, gone."""

from collections.abc import Callable

from app.models.application import Evidence
from app.models.case import Submission
from app.models.comparison import EvidenceDifference, EvidenceState
from app.models.identifiers import EvidenceId


def evidence_differences(before: Submission, after: Submission) -> tuple[EvidenceDifference, ...]:
    """Return every piece of evidence as it is listed now, then what is gone.

    Bytes count first: a file with the same hash is the same, or renamed; one with other bytes
    under the same path, address, or id and title is changed.
    """
    matched = _Matched(before, after)
    for same in (_same_bytes, _same_place, _same_entry):
        matched.match(same)
    now = [matched.difference(each) for each in after.application.evidence]
    gone = [EvidenceDifference(EvidenceState.GONE, before=each) for each in matched.left]
    return (*now, *gone)


class _Matched:
    """Pairs found so far, by the id that the evidence has now."""

    def __init__(self, before: Submission, after: Submission) -> None:
        self.left = list(before.application.evidence)
        self._before, self._after = before, after
        self._pairs: dict[EvidenceId, Evidence] = {}

    def match(self, same: "Callable[[_Side, _Side], bool]") -> None:
        """Pair what is still alone and the same in one respect; equal names come first."""
        for each in self._after.application.evidence:
            if each.id in self._pairs:
                continue
            new = _Side.of(self._after, each)
            fits = [old for old in self.left if same(_Side.of(self._before, old), new)]
            if fits:
                best = min(fits, key=lambda old: (_name(old) != _name(each), old.id != each.id))
                self._pairs[each.id] = best
                self.left.remove(best)

    def difference(self, after: Evidence) -> EvidenceDifference:
        """Return what became of one piece."""
        before = self._pairs.get(after.id)
        if before is None:
            return EvidenceDifference(EvidenceState.NEW, after)
        old, new = _Side.of(self._before, before), _Side.of(self._after, after)
        if old.sha256 != new.sha256:
            return EvidenceDifference(EvidenceState.CHANGED, after, before)
        same = _name(before) == _name(after) and before.title == after.title
        state = EvidenceState.SAME if same else EvidenceState.RENAMED
        return EvidenceDifference(state, after, before)


class _Side:
    """One piece of evidence in one submission."""

    def __init__(self, evidence: Evidence, sha256: str | None) -> None:
        self.evidence, self.sha256 = evidence, sha256

    @classmethod
    def of(cls, submission: Submission, evidence: Evidence) -> "_Side":
        """Return the piece with its hash; a link without a copy has none."""
        return cls(evidence, submission.evidence_sha256.get(evidence.id))


def _same_bytes(old: _Side, new: _Side) -> bool:
    return old.sha256 is not None and old.sha256 == new.sha256


def _same_place(old: _Side, new: _Side) -> bool:
    one, other = old.evidence, new.evidence
    same_path = one.file is not None and one.file == other.file
    return same_path or (one.url is not None and one.url == other.url)


def _same_entry(old: _Side, new: _Side) -> bool:
    one, other = old.evidence, new.evidence
    return one.id == other.id and one.title == other.title


def _name(evidence: Evidence) -> str | None:
    """Return what a piece is called: its file's name, else its address."""
    return evidence.path.rsplit("/", maxsplit=1)[-1] if evidence.path else evidence.url
