"""The log told as sentences, for one case in full or as a whole in short."""

from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from app.models.assessment import Outcome
from app.models.casebook import Anchored, Continuation
from app.models.decision import Decision
from app.models.identifiers import CaseId, Sha256
from app.models.log import Act, LogEntry
from app.models.message import Message, counted, message

if TYPE_CHECKING:
    from app.storage import Casebook

SENTENCES = {
    Act.BEGIN: message("The casebook was begun."),
    Act.RECEIVE: message("An application was received."),
    Act.REJECTED_FILE: message("A file was rejected."),
    Act.SEAL: message("An evaluation was sealed."),
    Act.CARRY: message("Points of an earlier submission were confirmed."),
    Act.DECIDE: message("A decision was made."),
    Act.REVISE: message("A decision was revised."),
    Act.CERTIFY: message("A certificate was issued."),
    Act.WITHDRAW: message("Something was withdrawn."),
    Act.ORDER: message("A plaque order was made or changed."),
    Act.EXPORT: message("A list or a file was exported."),
    Act.SEASON: message("The office's settings or rubrics changed."),
    Act.IDENTITY: message("The signing identity changed."),
    Act.RESTORE: message("The casebook was restored from a backup."),
    Act.GAP: message("The log went on after a gap."),
    Act.ERASE: message("Personal content was erased."),
    Act.ANCHOR: message("A checkpoint was anchored outside."),
    Act.KEY_ADD: message("A key was added."),
    Act.KEY_RETIRE: message("A key was retired."),
    Act.KEY_COMPROMISED: message("A key was declared stolen."),
}
DECIDED = {
    Outcome.GRANT: message("{by} granted the label."),
    Outcome.REFUSE: message("{by} refused the label."),
    Outcome.RETURN: message("{by} returned the application for completion."),
}
REVISED = {
    Outcome.GRANT: message("{by} revised the decision: granted."),
    Outcome.REFUSE: message("{by} revised the decision: refused."),
    Outcome.RETURN: message("{by} revised the decision: returned for completion."),
}


@dataclass(frozen=True, slots=True)
class Event:
    """One entry as people read it."""

    index: int
    act: Act
    at: datetime
    sentence: Message
    case: CaseId | None = None
    clock_moved: bool = False


def timeline(casebook: "Casebook", case: CaseId | None = None) -> tuple[Event, ...]:
    """Return the log's entries as sentences, oldest first; of one case where one is named."""
    if case is None:
        cases = _cases(casebook)
        told = {each.size: _continued(each) for each in casebook.continuations() if each.missing}
        told |= {each.entry: _anchored(each) for each in casebook.anchors()}
        return tuple(_event(entry, cases, told) for entry in casebook.entries())
    told = dict(_told(casebook, case))
    return tuple(
        Event(index, entry.act, entry.at, told[index], case, entry.clock_moved)
        for index, entry in ((index, casebook.entry(index)) for index in sorted(told))
    )


def _cases(casebook: "Casebook") -> dict[Sha256, CaseId]:
    """Return the case of every received file, of earlier submissions too."""
    facts = casebook.case_facts()
    several = (each.case for each in facts if each.submissions > 1)
    earlier = {one.sha256: case for case in several for one in casebook.submissions(case)}
    return {**earlier, **{each.sha256: each.case for each in facts}}


def _event(entry: LogEntry, cases: dict[Sha256, CaseId], told: dict[int, Message]) -> Event:
    case = cases.get(Sha256(entry.package or ""))
    sentence = told.get(entry.index, SENTENCES[entry.act])
    return Event(entry.index, entry.act, entry.at, sentence, case, entry.clock_moved)


def _anchored(found: Anchored) -> Message:
    return message(
        "{authority} states that the first {count} entries existed at {at}.",
        authority=found.stamp.authority, count=found.size, at=found.stamp.stated_at,
    )  # fmt: skip


def _continued(found: Continuation) -> Message:
    return message(
        "The log went on from an older copy: {here} of {known} entries were here.",
        here=found.size, known=found.size + found.missing,
    )  # fmt: skip


def _told(casebook: "Casebook", case: CaseId) -> dict[int, Message]:
    """Return what happened to one case, by log entry."""
    told = {
        each.entry: message("Submission {number} was received.", number=each.number)
        for each in casebook.submissions(case)
    }
    told |= {
        each.entry: message("{by} sealed an evaluation.", by=each.evaluator)
        for each in casebook.reviews(case)
        if each.entry is not None
    }
    told |= {
        each.entry: counted(
            "{by} confirmed {count} point of submission {number}, where nothing had changed.",
            "{by} confirmed {count} points of submission {number}, where nothing had changed.",
            len(each.points), by=each.evaluator, number=each.against,
        )
        for each in casebook.carried(case)
    }  # fmt: skip
    told |= {each.entry: _decided(each) for each in casebook.decisions(case)}
    return told | _papers(casebook, case)


def _decided(decision: Decision) -> Message:
    words = REVISED if decision.revises else DECIDED
    return message(words[decision.outcome].text, by=decision.by)


def _papers(casebook: "Casebook", case: CaseId) -> dict[int, Message]:
    told = {
        each.entry: message("Certificate {number} was issued to {name}.",
                            number=each.number, name=each.words.recipient)
        for each in casebook.certificates(case)
    }  # fmt: skip
    told |= {
        each.entry: message("{by} withdrew certificate {number}.", by=each.by,
                            number=each.certificate) if each.certificate
        else message("{by} withdrew the label.", by=each.by)
        for each in casebook.withdrawals(case)
    }  # fmt: skip
    for order in casebook.orders():
        if any(line.case.lower() == case.lower() for line in order.lines):
            told[order.entry] = message("A plaque was ordered ({order}).", order=order.id)
    return told
