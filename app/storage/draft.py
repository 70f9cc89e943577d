"""Drafts, ticks, opened-evidence marks and settings: saved at once, never logged."""

import json
from dataclasses import dataclass
from typing import TypeAlias

from sqlalchemy import Connection, delete
from sqlalchemy.dialects.sqlite import insert

from app.models.batch import Batch
from app.models.errors import Misused
from app.models.identifiers import CaseId, EvidenceId, RuleId, Sha256
from app.models.letter import LetterDraft
from app.models.looked import Looked
from app.models.message import message
from app.models.own_evidence import OwnEvidence
from app.models.phrase import Phrase
from app.models.plain import Plain, to_plain
from app.models.printed import Printed
from app.models.review import Draft, Tick
from app.storage import own as own_evidence
from app.storage import phrases, schema

Marked: TypeAlias = tuple[str, int, str, str]
"""Case key, submission, evaluator and hash of opened evidence."""


@dataclass(frozen=True, slots=True)
class DraftInProgress:
    """Writes to the mutable tables inside one transaction.

    ``known`` are marks that are there already; they are never removed.
    """

    connection: Connection
    known: frozenset[Marked] = frozenset()

    def save(self, draft: Draft) -> None:
        """Replace that evaluator's draft as a whole; opened marks are only added to."""
        plain = to_plain(draft)
        for sha256 in plain.pop("opened"):
            if (draft.case.lower(), draft.submission, draft.evaluator, sha256) not in self.known:
                self.mark_opened(draft.case, draft.submission, draft.evaluator, sha256)
        row = {
            "case_key": draft.case.lower(),
            "submission": draft.submission,
            "evaluator": draft.evaluator,
            "value": _text(plain),
        }
        self.connection.execute(_SAVE_DRAFT, row)

    def mark_opened(self, case: CaseId, submission: int, evaluator: str, sha256: Sha256) -> None:
        """Remember that this evaluator opened evidence with this hash."""
        row = {"case_key": case.lower(), "submission": submission}
        self.connection.execute(_MARK_OPENED, row | {"evaluator": evaluator, "sha256": sha256})

    def check(
        self, case: CaseId, submission: int, evaluator: str, remark: str, *, is_checked: bool
    ) -> None:
        """Tick a remark of an earlier decision off, or take the tick back."""
        row = {"case_key": case.lower(), "submission": submission}
        row |= {"evaluator": evaluator, "remark": remark}
        if is_checked:
            self.connection.execute(_CHECK, row)
            return
        table = schema.checked
        where = (table.c[name] == value for name, value in row.items())
        self.connection.execute(delete(table).where(*where))

    def tick(self, case: CaseId, submission: int, tick: Tick) -> None:
        """Set a person's answer to an eligibility rule, in place of an earlier one."""
        row = {"case_key": case.lower(), "submission": submission, "rule": tick.rule}
        self.connection.execute(_SAVE_TICK, row | {"value": _text(to_plain(tick))})

    def untick(self, case: CaseId, submission: int, rule: RuleId) -> None:
        """Take back an answer."""
        table = schema.tick
        self.connection.execute(
            delete(table).where(
                table.c.case_key == case.lower(),
                table.c.submission == submission,
                table.c.rule == rule,
            )
        )

    def forget(self, case: CaseId, submission: int, evaluator: str) -> None:
        """Remove a draft; opened marks stay."""
        table = schema.draft
        self.connection.execute(
            delete(table).where(
                table.c.case_key == case.lower(),
                table.c.submission == submission,
                table.c.evaluator == evaluator,
            )
        )

    def save_letter(
        self, case: CaseId, submission: int, language: str, edited: LetterDraft
    ) -> None:
        """Replace the edited blocks of a letter in one language."""
        row = {"case_key": case.lower(), "submission": submission, "language": language}
        self.connection.execute(_SAVE_LETTER, row | {"value": _text(to_plain(edited))})

    def save_batch(self, batch: Batch) -> None:
        """Keep a batch until it is done."""
        self.connection.execute(
            insert(schema.batch).values(id=batch.id, value=_text(to_plain(batch)))
        )

    def forget_batch(self, batch: str) -> None:
        """Forget a batch that is done or given up."""
        self.connection.execute(delete(schema.batch).where(schema.batch.c.id == batch))

    def keep_phrase(self, phrase: Phrase) -> None:
        """Keep a phrase of the comment bank in place of the one with the same id."""
        phrases.keep(self.connection, phrase)

    def remove_phrase(self, identifier: str) -> None:
        """Remove a phrase of the comment bank."""
        phrases.remove(self.connection, identifier)

    def keep_own(self, case: CaseId, submission: int, own: OwnEvidence, content: bytes) -> None:
        """Keep an evaluator's own note or picture."""
        own_evidence.keep(self.connection, case, submission, own, content)

    def remove_own(self, case: CaseId, submission: int, evaluator: str, piece: EvidenceId) -> None:
        """Remove an evaluator's own note or picture."""
        own_evidence.remove(self.connection, case, submission, evaluator, piece)

    def mark_printed(self, subject: str, printed: Printed) -> None:
        """Keep that a copy came out right; each copy has its number."""
        row = {"subject": subject, "copy": printed.copy, "value": _text(to_plain(printed))}
        self.connection.execute(insert(schema.printed), row)

    def look(self, case: CaseId, submission: int, evaluator: str, seen: Looked) -> None:
        """Keep what this evaluator looked at in one piece of evidence, in place of before."""
        row = {"case_key": case.lower(), "submission": submission, "evaluator": evaluator}
        self.connection.execute(
            _SAVE_LOOKED, row | {"sha256": seen.sha256, "value": _text(to_plain(seen))}
        )

    def forget_looked(self, evaluator: str) -> None:
        """Delete what this evaluator opened and looked at, in all cases."""
        for table in (schema.looked, schema.opened):
            self.connection.execute(delete(table).where(table.c.evaluator == evaluator))

    def set(self, name: str, value: Plain) -> None:
        """Keep a setting of this casebook (a JSON value); None removes it."""
        if value is None:
            self.connection.execute(delete(schema.setting).where(schema.setting.c.name == name))
        else:
            self.connection.execute(_SAVE_SETTING, {"name": name, "value": _text(value)})


_write = json.JSONEncoder(ensure_ascii=False, allow_nan=False, separators=(",", ":")).encode


def plain_text(value: str) -> Plain:
    """Return the JSON value of a mutable row."""
    return json.loads(value)


def _text(value: Plain) -> str:
    """Return JSON text; drafts are committed to by nothing, so it need not be canonical."""
    try:
        written = _write(value)
        written.encode()
    except ValueError as error:
        raise Misused(
            "text.not-unicode", message("A text cannot be stored: {reason}", reason=str(error))
        ) from error
    return written


_draft, _tick, _setting = insert(schema.draft), insert(schema.tick), insert(schema.setting)
_SAVE_DRAFT = _draft.on_conflict_do_update(
    index_elements=["case_key", "submission", "evaluator"], set_={"value": _draft.excluded.value}
)
_SAVE_TICK = _tick.on_conflict_do_update(
    index_elements=["case_key", "submission", "rule"], set_={"value": _tick.excluded.value}
)
_SAVE_SETTING = _setting.on_conflict_do_update(
    index_elements=["name"], set_={"value": _setting.excluded.value}
)
_looked = insert(schema.looked)
_SAVE_LOOKED = _looked.on_conflict_do_update(
    index_elements=["case_key", "submission", "evaluator", "sha256"],
    set_={"value": _looked.excluded.value},
)
_CHECK = insert(schema.checked).on_conflict_do_nothing()
_letter = insert(schema.letter_draft)
_SAVE_LETTER = _letter.on_conflict_do_update(
    index_elements=["case_key", "submission", "language"],
    set_={"value": _letter.excluded.value},
)
_MARK_OPENED = insert(schema.opened).on_conflict_do_nothing()
