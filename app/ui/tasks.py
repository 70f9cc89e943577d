"""What the desk asks of the casebook; runs on the storage thread, which loads the libraries."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from app.clock import Clock
from app.models.case import CaseRef, QueueRow
from app.models.errors import Refused
from app.models.identifiers import (
    CaseId,
    CertificateNumber,
    EvidenceId,
    LeafId,
    RuleId,
    Sha256,
)
from app.models.looked import Looked
from app.models.message import Message
from app.models.review import Score, Scores
from app.ui.collector import collector_asleep
from app.ui.sitting import Opened, Shown
from app.wording import LANGUAGES
from app.wording.format import load_names

if TYPE_CHECKING:
    from app.casework.carry import CarriedOver
    from app.casework.judge import Judgement
    from app.models.comparison import Comparison
    from app.models.neighbours import Neighbours
    from app.storage import Casebook


def open_casebook(folder: Path, clock: Clock) -> "Casebook":
    """Open the casebook in a folder, or make one."""
    from app.casework import keep  # noqa: PLC0415  SQLAlchemy loads here, behind the window

    return keep.open_or_begin(folder, clock)


def facts(casebook: "Casebook") -> Opened:
    """Return what the window shows of the casebook as a whole."""
    from app.casework import keeping, rubrics, season  # noqa: PLC0415

    now = season.current(casebook)
    schemes = rubrics.in_season(casebook, now)
    confirmed = {name: season.is_confirmed(casebook, each) for name, each in schemes.items()}
    identities = casebook.identities()
    newest = identities[-1] if identities else None
    return Opened(
        casebook.folder,
        casebook.health,
        now,
        schemes,
        confirmed,
        newest,
        _languages(casebook),
        keeping.expiry(newest, casebook.clock()),
        newest is None or keeping.is_copied(casebook, newest),
        keeping.is_waiting(casebook),
    )


def _languages(casebook: "Casebook") -> Mapping[str, str]:
    """Return what certificates can be printed in; only an own layout must be read for it."""
    if casebook.layout() is None:
        return LANGUAGES
    from app.casework import layout  # noqa: PLC0415

    return layout.languages(casebook)


def queue(casebook: "Casebook") -> list[QueueRow]:
    """Return all rows, ready to be shown."""
    from app.casework import rubrics, season  # noqa: PLC0415
    from app.casework.queue import queue  # noqa: PLC0415
    from app.ui.queue.words import with_maximum  # noqa: PLC0415

    schemes = rubrics.in_season(casebook, season.current(casebook))
    with collector_asleep():
        rows = [with_maximum(row, schemes) for row in queue(casebook)]
    if rows:
        load_names()  # their points are written as the language does
    return rows


def found_in_forms(
    casebook: "Casebook", text: str, evidence: dict[str, frozenset[str]]
) -> frozenset[CaseId]:
    """Return the cases whose form or evidence has every word of the text."""
    from app.casework.queue import search  # noqa: PLC0415

    return frozenset(row.id for row in search(casebook, text, evidence))


def whose(casebook: "Casebook", ref: CaseRef, evaluator: str) -> str | None:
    """Return whose points to show: those a decision stood on, else the evaluator's own."""
    submission = casebook.submission(ref)
    decisions = [
        each for each in casebook.decisions(submission.case) if each.submission == submission.number
    ]
    if not decisions:
        return evaluator or None
    used = max(decisions, key=lambda each: each.entry).reviews
    reviews = casebook.reviews(submission.case)
    return next((each.evaluator for each in reviews if each.id in used), evaluator or None)


def own_content(casebook: "Casebook", ref: CaseRef, evaluator: str, piece: EvidenceId) -> bytes:
    """Return the bytes of an own note or picture of whose points are shown."""
    from app.casework import own  # noqa: PLC0415

    given = casebook.submission(ref)
    return own.read(casebook, given, whose(casebook, ref, evaluator) or evaluator, piece)


def read_case(casebook: "Casebook", ref: CaseRef, evaluator: str) -> Shown:
    """Return everything about one case."""
    from app.casework import coverage, pin_words  # noqa: F401, PLC0415  the panes need them next
    from app.casework.judge import judge  # noqa: PLC0415
    from app.casework.queue import row  # noqa: PLC0415

    judgement = judge(casebook, ref, whose(casebook, ref, evaluator))
    case = judgement.submission.case
    certificates = tuple(casebook.certificates(case))
    return Shown(
        judgement=judgement,
        row=row(casebook, case),
        submissions=max(each.number for each in casebook.submissions(case)),
        decisions=tuple(casebook.decisions(case)),
        certificates=certificates,
        reviews=tuple(casebook.reviews(case)),
        opened=casebook.opened(case, judgement.submission.number, evaluator),
        read_only=casebook.health.read_only_because is not None,
        gone=_gone(casebook, case) if certificates else {},
    )


def _gone(casebook: "Casebook", case: CaseId) -> dict[CertificateNumber, Message]:
    from app.casework.standing import taken  # noqa: PLC0415
    from app.casework.withdraw import of_case  # noqa: PLC0415

    return {number: taken(each) for number, each in of_case(casebook, case).items()}


@dataclass(frozen=True, slots=True)
class Saved:
    """What a change of a draft came to: the new judgement, and the case's row in the queue."""

    judgement: "Judgement"
    row: QueueRow | None


def now(casebook: "Casebook", ref: CaseRef, evaluator: str) -> Saved:
    """Return the judgement and the row as they are now."""
    from app.casework.judge import judge  # noqa: PLC0415
    from app.casework.queue import row  # noqa: PLC0415

    return Saved(judge(casebook, ref, whose(casebook, ref, evaluator)), row(casebook, ref.case))


def save(casebook: "Casebook", ref: CaseRef, evaluator: str, scores: Scores) -> Saved:
    """Keep a draft's points and comments."""
    from app.casework import review  # noqa: PLC0415

    review.save_scores(casebook, ref, evaluator, scores)
    return now(casebook, ref, evaluator)


def save_one(
    casebook: "Casebook", ref: CaseRef, evaluator: str, leaf: LeafId, score: Score
) -> Saved:
    """Keep one score of a draft, for undo in a case that is not shown."""
    from app.casework.judge import judge  # noqa: PLC0415

    scores = {**judge(casebook, ref, evaluator).scores, leaf: score}
    return save(casebook, ref, evaluator, scores)


def tick(
    casebook: "Casebook", ref: CaseRef, rule: RuleId, met: bool, evaluator: str, note: str
) -> Saved:
    """Keep a person's answer to a rule."""
    from app.casework import review  # noqa: PLC0415

    review.tick(casebook, ref, rule, met, evaluator, note)
    return now(casebook, ref, evaluator)


def conflict(casebook: "Casebook", ref: CaseRef, evaluator: str, text: str | None) -> Saved:
    """Keep a conflict of interest."""
    from app.casework import review  # noqa: PLC0415

    review.set_conflict(casebook, ref, evaluator, text)
    return now(casebook, ref, evaluator)


def comparison(
    casebook: "Casebook", ref: CaseRef, evaluator: str, against: int | None
) -> "Comparison | None":
    """Compare with an earlier submission; None where there is none."""
    from app.casework.compare import compare  # noqa: PLC0415

    try:
        return compare(casebook, ref, against=against, evaluator=evaluator)
    except Refused:
        return None


def check_remark(
    casebook: "Casebook", ref: CaseRef, evaluator: str, remark: str, is_checked: bool
) -> Saved:
    """Keep that a remark of the earlier decision was looked into."""
    from app.casework import compare  # noqa: PLC0415

    compare.check_remark(casebook, ref, evaluator, remark, is_checked=is_checked)
    return now(casebook, ref, evaluator)


def neighbours(casebook: "Casebook", ref: CaseRef) -> "Neighbours":
    """Return what other applications have in common with one."""
    from app.casework import neighbours  # noqa: PLC0415

    return neighbours.neighbours(casebook, ref)


def texts_waiting(casebook: "Casebook") -> list[Sha256]:
    """Return the received files whose texts are not compared with yet."""
    from app.casework import neighbours  # noqa: PLC0415

    return neighbours.waiting(casebook)


def take_texts_in(casebook: "Casebook", some: list[Sha256], left: int) -> None:
    """Take in the texts of some received files; ``left`` more wait."""
    from app.casework import neighbours  # noqa: PLC0415

    neighbours.take_in(casebook, some, left)


def carry_over(casebook: "Casebook", ref: CaseRef, evaluator: str, against: int) -> "CarriedOver":
    """Confirm all earlier points where nothing changed."""
    from app.casework import carry  # noqa: PLC0415

    return carry.carry_over(casebook, ref, evaluator, against=against)


def opened(casebook: "Casebook", ref: CaseRef, evaluator: str, sha256: Sha256) -> Saved:
    """Keep that evidence was looked at."""
    from app.casework import review  # noqa: PLC0415

    review.mark_opened(casebook, ref, evaluator, sha256)
    return now(casebook, ref, evaluator)


def note_looked(
    casebook: "Casebook", ref: CaseRef, evaluator: str, seen: tuple[Looked, ...]
) -> None:
    """Keep which pages were seen and for how long."""
    from app.casework import looking  # noqa: PLC0415

    looking.note(casebook, ref, evaluator, seen)
