"""What can be asked of an open casebook; every answer is a record of ``app.models``."""

from dataclasses import replace
from pathlib import Path

from sqlalchemy import Connection, select

from app.models.batch import Batch
from app.models.case import CaseRef, Submission
from app.models.casebook import (
    Anchored,
    Beginning,
    CaseFacts,
    Continuation,
    Exported,
    KeyChange,
    LayoutText,
    OrderMarking,
    RejectedFile,
    SchemeText,
    SeasonConfirmation,
    SeasonText,
    Withdrawal,
)  # fmt: skip
from app.models.certificate import Certificate, SigningIdentity
from app.models.decision import Decision
from app.models.finding import TextStamp
from app.models.identifiers import (
    CaseId,
    CertificateNumber,
    DecisionId,
    EvidenceId,
    OrderId,
    SchemeId,
    Sha256,
)  # fmt: skip
from app.models.letter import LetterDraft
from app.models.log import LogEntry
from app.models.looked import Looked
from app.models.neighbours import HeldElsewhere
from app.models.order import OrderMark, PlaqueOrder
from app.models.own_evidence import OwnEvidence
from app.models.phrase import Phrase
from app.models.plain import Plain
from app.models.printed import Printed
from app.models.review import Carried, Draft, Review, Tick
from app.storage import facts, others, own, unsealed
from app.storage.cache import NAME as CACHE
from app.storage.cache import Cache
from app.storage.draft import Marked
from app.storage.entries import entries
from app.storage.phrases import phrases
from app.storage.pins import pin_counts
from app.storage.prints import printed, printed_of
from app.storage.records import one, personal, read, table_of
from app.storage.text_stamps import text_of_forms, text_stamps
from app.storage.withdrawn import cases_with_withdrawn


class Reading:
    """The reads of a casebook. Unknown ids raise Refused ``casebook.unknown``."""

    def __init__(self, folder: Path, connection: Connection) -> None:
        self.folder = folder
        self._connection = connection
        self._marked: frozenset[Marked] = frozenset()
        self.cache = Cache(folder / CACHE)

    def submission(self, ref: CaseRef) -> Submission:
        """Return the submission that is named, or the current one."""
        table = table_of(Submission)
        where = [table.case_key == ref.case.lower()]
        if ref.submission is not None:
            where.append(table.number == ref.submission)
        found = read(self._connection, Submission, *where)
        return one(sorted(found, key=lambda each: each.number, reverse=True), str(ref))

    def submissions(self, case: CaseId) -> tuple[Submission, ...]:
        """Return all submissions of a case by number; empty when there is none."""
        found = read(self._connection, Submission, table_of(Submission).case_key == case.lower())
        return tuple(sorted(found, key=lambda each: each.number))

    def submission_of_file(self, sha256: Sha256) -> tuple[Submission, ...]:
        """Return the submissions that were received as a file with this hash."""
        return read(self._connection, Submission, table_of(Submission).sha256 == sha256)

    def case_facts(
        self,
        case: CaseId | None = None,
        *,
        applicant_key: str | None = None,
        school_key: str | None = None,
        project_key: str | None = None,
    ) -> tuple[CaseFacts, ...]:
        """Return one cheap row per case: of all, one, an applicant's, a school's, a project's."""
        return facts.case_facts(self._connection, case, applicant_key, school_key, project_key)

    def drafts(self, case: CaseId, submission: int) -> tuple[Draft, ...]:
        """Return all evaluators' drafts of a submission, with what each opened."""
        return tuple(
            replace(draft, opened=self.opened(case, submission, draft.evaluator))
            for draft in unsealed.drafts(self._connection, case, submission)
        )

    def draft_of(self, case: CaseId, submission: int, evaluator: str) -> Draft | None:
        """Return one evaluator's draft, if there is one."""
        drafts = self.drafts(case, submission)
        return next((each for each in drafts if each.evaluator == evaluator), None)

    def opened(self, case: CaseId, submission: int, evaluator: str) -> tuple[Sha256, ...]:
        """Return the hashes of evidence this evaluator opened, also after sealing."""
        found = unsealed.opened(self._connection, case, submission, evaluator)
        self._marked |= {(case.lower(), submission, evaluator, sha256) for sha256 in found}
        return found

    def looked(self, case: CaseId, submission: int, evaluator: str) -> tuple[Looked, ...]:
        """Return what this evaluator looked at in each piece of evidence."""
        return unsealed.looked(self._connection, case, submission, evaluator)

    def ticks(self, case: CaseId, submission: int) -> tuple[Tick, ...]:
        """Return the persons' answers to eligibility rules."""
        return unsealed.ticks(self._connection, case, submission)

    def pin_counts(self) -> dict[tuple[str, int], int]:
        """Return the pins of each submission's furthest work, by case key and number."""
        return pin_counts(self._connection)

    def letter_draft(self, case: CaseId, submission: int, language: str) -> LetterDraft:
        """Return what was written in the place of a letter's blocks."""
        return unsealed.letter_draft(self._connection, case, submission, language)

    def reviews(self, case: CaseId, submission: int | None = None) -> tuple[Review, ...]:
        """Return the sealed reviews, oldest first."""
        table = table_of(Review)
        where = [table.case_key == case.lower()]
        if submission is not None:
            where.append(table.submission == submission)
        return read(self._connection, Review, *where)

    def carried(self, case: CaseId) -> tuple[Carried, ...]:
        """Return the acts that confirmed points of an earlier submission, oldest first."""
        return read(self._connection, Carried, table_of(Carried).case_key == case.lower())

    def checked(self, case: CaseId, submission: int, evaluator: str) -> frozenset[str]:
        """Return which remarks of an earlier decision this evaluator has ticked off."""
        return unsealed.checked(self._connection, case, submission, evaluator)

    def decisions(self, case: CaseId | None = None) -> tuple[Decision, ...]:
        """Return the decisions on a case, or on all, oldest first."""
        table = table_of(Decision)
        where = [] if case is None else [table.case_key == case.lower()]
        return read(self._connection, Decision, *where)

    def decision(self, decision: DecisionId) -> Decision:
        """Return one decision."""
        return one(read(self._connection, Decision, table_of(Decision).id == decision), decision)

    def certificates(self, case: CaseId | None = None) -> tuple[Certificate, ...]:
        """Return the certificates of a case; or all, without the bytes of their PDFs."""
        if case is None:
            return read(self._connection, Certificate, raw=False)
        decision = table_of(Decision)
        of_case = select(decision.id).where(decision.case_key == case.lower())
        return read(self._connection, Certificate, table_of(Certificate).decision.in_(of_case))

    def certificate(self, number: CertificateNumber) -> Certificate:
        """Return one certificate with its bytes."""
        where = table_of(Certificate).number == number
        return one(read(self._connection, Certificate, where), number)

    def withdrawals(self, case: CaseId | None = None) -> tuple[Withdrawal, ...]:
        """Return the withdrawals of a case, or all."""
        table = table_of(Withdrawal)
        where = [] if case is None else [table.case_key == case.lower()]
        return read(self._connection, Withdrawal, *where)

    def cases_with_withdrawn(self) -> tuple[CaseId, ...]:
        """Return the cases where something was withdrawn, corrected or revised, in lower case."""
        return cases_with_withdrawn(self._connection)

    def orders(self) -> tuple[PlaqueOrder, ...]:
        """Return all plaque orders, each with the states it reached."""
        marks: dict[OrderId, list[OrderMark]] = {}
        for marking in read(self._connection, OrderMarking):
            mark = OrderMark(marking.state, marking.at, marking.by, marking.entry)
            marks.setdefault(marking.order, []).append(mark)
        orders = read(self._connection, PlaqueOrder)
        return tuple(replace(each, marks=tuple(marks.get(each.id, ()))) for each in orders)

    def entries(self, start: int = 0, end: int | None = None) -> tuple[LogEntry, ...]:
        """Return the log from index ``start`` on, up to but without ``end``."""
        return entries(self._connection, start, end)

    def entry(self, index: int) -> LogEntry:
        """Return one entry."""
        return one(entries(self._connection, index, index + 1), str(index))

    def season(self) -> SeasonText | None:
        """Return the current season's text; None before the first was set."""
        return next(iter(read(self._connection, SeasonText, newest=True)), None)

    def seasons(self) -> tuple[SeasonText, ...]:
        """Return every season text there was."""
        return read(self._connection, SeasonText)

    def layout(self) -> LayoutText | None:
        """Return the office's layout of certificates; None where there never was one."""
        return next(iter(read(self._connection, LayoutText, newest=True)), None)

    def confirmations(self) -> tuple[SeasonConfirmation, ...]:
        """Return who confirmed which minimums, oldest first."""
        return read(self._connection, SeasonConfirmation)

    def schemes(self) -> tuple[SchemeText, ...]:
        """Return the installed scheme files, oldest first; the newest of an id counts."""
        return read(self._connection, SchemeText)

    def scheme_bytes(self, sha256: Sha256) -> bytes:
        """Return an installed scheme file by its hash."""
        where = table_of(SchemeText).sha256 == sha256
        return one(read(self._connection, SchemeText, where), sha256).text.encode()

    def identities(self) -> tuple[SigningIdentity, ...]:
        """Return every signing identity there was; the last one is current."""
        return read(self._connection, SigningIdentity)

    def beginning(self) -> Beginning:
        """Return the origin and public key of the log."""
        return one(read(self._connection, Beginning), "beginning")

    def continuations(self) -> tuple[Continuation, ...]:
        """Return each time the log went on under a new origin suffix."""
        return read(self._connection, Continuation)

    def anchors(self) -> tuple[Anchored, ...]:
        """Return the checkpoints that another hand dated, with the answers' bytes."""
        return read(self._connection, Anchored)

    def key_changes(self) -> tuple[KeyChange, ...]:
        """Return what happened to the log's keys, oldest first."""
        return read(self._connection, KeyChange)

    def rejected_files(self) -> tuple[RejectedFile, ...]:
        """Return the files that were not taken in."""
        return read(self._connection, RejectedFile)

    def exports(self) -> tuple[Exported, ...]:
        """Return what left the casebook as a file."""
        return read(self._connection, Exported)

    def personal(self, entry: int, field: str) -> bytes | None:
        """Return words or bytes that an act kept by themselves, as they are stored."""
        return personal(self._connection, entry, field)

    def batches(self) -> tuple[Batch, ...]:
        """Return the batches that were begun and not finished, oldest first."""
        return unsealed.batches(self._connection)

    def received_files(self) -> tuple[Sha256, ...]:
        """Return the hash of every submission's file whose form is there, the newest first."""
        return others.received_files(self._connection)

    def held_elsewhere(self, submission: Submission) -> tuple[HeldElsewhere, ...]:
        """Return where other cases hold evidence with the bytes of this submission's."""
        return others.held_elsewhere(self._connection, submission)

    def setting(self, name: str) -> Plain:
        """Return a setting of this casebook (a JSON value), or None."""
        return unsealed.setting(self._connection, name)

    def phrases(self, scheme: SchemeId | None = None) -> tuple[Phrase, ...]:
        """Return the comment bank, or what is in it for one rubric."""
        return phrases(self._connection, scheme)

    def text_stamps(self) -> tuple[TextStamp, ...]:
        """Return which state of its texts each case is in, for the search index."""
        return text_stamps(self._connection)

    def own_evidence(
        self, case: CaseId, submission: int, evaluator: str
    ) -> tuple[OwnEvidence, ...]:
        """Return an evaluator's own notes and pictures, the oldest first."""
        return own.listed(self._connection, case, submission, evaluator)

    def own_content(
        self, case: CaseId, submission: int, evaluator: str, piece: EvidenceId
    ) -> bytes | None:
        """Return the bytes of an own piece; None when there is none."""
        return own.content(self._connection, case, submission, evaluator, piece)

    def printed(self, subject: str) -> tuple[Printed, ...]:
        """Return the copies of one certificate, letter or case that came out right."""
        return printed(self._connection, subject)

    def printed_of(self, case: CaseId) -> tuple[Printed, ...]:
        """Return every copy of what belongs to a case, the oldest first."""
        return printed_of(self._connection, case)

    def text_of_forms(self) -> dict[CaseId, str]:
        """Return each current form as JSON text, for finding words in answers and evidence."""
        return text_of_forms(self._connection)
