"""Answers of two forms side by side: which questions are new or gone, which words changed."""

from collections import defaultdict, deque
from collections.abc import Iterator, Sequence

from app.documents.differences import differences
from app.models.application import Answer, Application, Evidence
from app.models.comparison import (
    AnswerDifference,
    Change,
    EvidenceDifference,
    PartDifference,
)
from app.models.identifiers import EvidenceId

NOTHING = Answer("", "")


def answer_differences(
    before: Application, after: Application, evidence: Sequence[EvidenceDifference] = ()
) -> Iterator[AnswerDifference]:
    """Yield the questions as they stand now, then those that are gone.

    ``evidence`` says which pieces belong together: a renamed one is still the same that is named.

    A question is the same by its id under the same criterion, else by its words there. Time
    grows with the number of answers, not with its square: a form may have very many.
    """
    old_listed = {each.id: each for each in before.evidence}
    new_listed = {each.id: each for each in after.evidence}
    was = {each.after.id: each.before.id for each in evidence if each.after and each.before}
    pairs = _pairs(before.answers, after.answers)
    for place, new in enumerate(after.answers):
        names = _listed(new_listed, new.evidence)
        if place not in pairs:
            texts = tuple(_parts(NOTHING, new))
            yield AnswerDifference(new.id, new.criterion, new.question, Change.NEW, texts,
                                   evidence_new=names)  # fmt: skip
            continue
        old = before.answers[pairs[place]]
        yield _answer(old, new, _listed(old_listed, old.evidence), names, was)
    kept = set(pairs.values())
    for place, old in enumerate(before.answers):
        if place not in kept:
            yield AnswerDifference(
                old.id, old.criterion, old.question, Change.GONE, tuple(_parts(old, NOTHING)),
                evidence_gone=_listed(old_listed, old.evidence),
            )  # fmt: skip


def _pairs(before: Sequence[Answer], after: Sequence[Answer]) -> dict[int, int]:
    """Return for places now the places before."""
    pairs: dict[int, int] = {}
    taken: set[int] = set()
    for by_id in (True, False):
        waiting: dict[object, deque[int]] = defaultdict(deque)
        for place, old in enumerate(before):
            if place not in taken:
                waiting[old.criterion, old.id if by_id else old.question].append(place)
        for place, new in enumerate(after):
            same = waiting.get((new.criterion, new.id if by_id else new.question))
            if place not in pairs and same:
                pairs[place] = same.popleft()
        taken = set(pairs.values())
    return pairs


def _answer(
    old: Answer, new: Answer, names_old: tuple[Evidence, ...], names_new: tuple[Evidence, ...],
    was: dict[EvidenceId, EvidenceId],
) -> AnswerDifference:  # fmt: skip
    parts = tuple(_parts(old, new))
    ids_old = {each.id for each in names_old}
    ids_kept = {was.get(each.id) for each in names_new}
    fresh = tuple(each for each in names_new if was.get(each.id) not in ids_old)
    gone = tuple(each for each in names_old if each.id not in ids_kept)
    asked = old.question if old.question != new.question else None
    same = all(part.difference.is_same for part in parts) and not (fresh or gone or asked)
    change = Change.SAME if same else Change.CHANGED
    return AnswerDifference(
        new.id, new.criterion, new.question, change, parts, fresh, gone, asked
    )  # fmt: skip


def _parts(old: Answer, new: Answer) -> Iterator[PartDifference]:
    """Yield the text, each statement and the plan, where one of the two says something."""
    texts = [("", old.text, new.text)]
    names = dict.fromkeys((*new.statements, *old.statements))
    texts += [(n, old.statements.get(n, ""), new.statements.get(n, "")) for n in names]
    texts.append(("plan", old.plan or "", new.plan or ""))
    for name, before, after in texts:
        if before.strip() or after.strip():
            yield PartDifference(name, differences(before, after))


def _listed(
    listed: dict[EvidenceId, Evidence], ids: tuple[EvidenceId, ...]
) -> tuple[Evidence, ...]:
    return tuple(listed[each] for each in dict.fromkeys(ids) if each in listed)
