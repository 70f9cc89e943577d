"""Evidence of two submissions side by side: the same, other bytes, another name, new, gone."""

from collections import defaultdict, deque
from collections.abc import Callable, Hashable

from app.models.application import Evidence
from app.models.case import Submission
from app.models.comparison import EvidenceDifference, EvidenceState
from app.models.identifiers import Sha256

Key = Callable[[Evidence, Sha256 | None], Hashable]


def evidence_differences(before: Submission, after: Submission) -> tuple[EvidenceDifference, ...]:
    """Return every piece of evidence as it is listed now, then what is gone.

    Bytes count first: a file with the same hash is the same, or renamed; one with other bytes
    under the same path, address, or id and title is changed.
    """
    old, new = before.application.evidence, after.application.evidence
    pairs: dict[int, int] = {}
    for key in KEYS:
        _match(key, before, after, pairs)
    now = [
        _difference(before, after, old[pairs[place]] if place in pairs else None, each)
        for place, each in enumerate(new)
    ]
    kept = set(pairs.values())
    gone = [
        EvidenceDifference(EvidenceState.GONE, before=each)
        for place, each in enumerate(old) if place not in kept
    ]  # fmt: skip
    return (*now, *gone)


def _name(evidence: Evidence) -> str | None:
    """Return what a piece is called: its file's name, else its address."""
    return evidence.path.rsplit("/", maxsplit=1)[-1] if evidence.path else evidence.url


KEYS: tuple[Key, ...] = (
    lambda each, sha256: sha256 and (sha256, _name(each), each.title, each.id),
    lambda each, sha256: sha256 and (sha256, _name(each), each.title),
    lambda each, sha256: sha256 and (sha256, _name(each)),
    lambda _each, sha256: sha256,
    lambda each, _sha256: each.file and ("file", each.file),
    lambda each, _sha256: each.url and ("url", each.url),
    lambda each, _sha256: (each.id, each.title),
)
"""What makes two pieces the same, the surest first; None is like nothing."""


def _match(key: Key, before: Submission, after: Submission, pairs: dict[int, int]) -> None:
    """Pair what is still alone on both sides and has the same key, in the order it is listed."""
    waiting: dict[Hashable, deque[int]] = defaultdict(deque)
    taken = set(pairs.values())
    for place, old in enumerate(before.application.evidence):
        if place not in taken:
            waiting[key(old, before.evidence_sha256.get(old.id))].append(place)
    for place, new in enumerate(after.application.evidence):
        found = key(new, after.evidence_sha256.get(new.id))
        if place not in pairs and found and waiting.get(found):
            pairs[place] = waiting[found].popleft()


def _difference(
    before: Submission, after: Submission, old: Evidence | None, new: Evidence
) -> EvidenceDifference:
    if old is None:
        return EvidenceDifference(EvidenceState.NEW, new)
    if before.evidence_sha256.get(old.id) != after.evidence_sha256.get(new.id):
        return EvidenceDifference(EvidenceState.CHANGED, new, old)
    same = _name(old) == _name(new) and old.title == new.title
    return EvidenceDifference(EvidenceState.SAME if same else EvidenceState.RENAMED, new, old)
