"""The sheet that decides: what was found, what stands in the way, and what will be entered."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app.casework.explain import rule_sentence
from app.casework.review import unpinned
from app.models.assessment import Outcome, RuleAnswer
from app.models.review import Score
from app.ui.review import words
from app.ui.review.assessment_table import AssessmentTable, table_rows
from app.ui.review.conflict_field import ConflictField
from app.ui.review.link_lines import Link, LinkLines
from app.ui.review.looked_words import looked_lines
from app.ui.review.outcome_choice import Choice, OutcomeChoice
from app.ui.review.tabs import evidence_name
from app.ui.theme import SPACE
from app.ui.widgets import PlainButton, PlainLabel, Sheet
from app.wording import _, ngettext, pick, say

if TYPE_CHECKING:
    from app.casework.decide import Proposal

SEASON_BLOCK = "season.unconfirmed"
LEAF_BLOCKS = frozenset({"seal.incomplete", "review.absent"})
MOST_LINKS = 24
"""Links to evidence or leaves; whoever has left more than that to do, has not begun."""

Kept = dict[tuple[str, int], tuple[str, str]]
"""Reason and override as they were being written, by case and submission."""


class DecideSheet(Sheet):
    """Shows a proposal. ``decided(outcome, reason, override)`` when the act is pressed.

    In revise mode the act replaces a decision and tells ``revised`` with the same values.
    ``kept`` outlives the sheet: what was written there is written again in the next one.
    """

    decided = Signal(object, str, str)
    revised = Signal(object, str, str)
    conflict_changed = Signal(object)
    season_requested = Signal()
    leaf_requested = Signal(str)
    evidence_requested = Signal(str)

    def __init__(self, host: QWidget, kept: Kept | None = None) -> None:
        super().__init__(host, _("Decide"), width=620, name="decide-sheet")
        self._proposal: Proposal | None = None
        self._is_revising = False
        self._kept: Kept = {} if kept is None else kept
        self.choice = OutcomeChoice()
        self.table = AssessmentTable()
        self.missing = PlainLabel("", self.panel, tone="muted", wrap=True)
        self.missing.setObjectName("decide-missing")
        self.footer.insertWidget(0, self.missing, 20)
        self.acted.connect(self._decide)
        self.closed.connect(self._keep_words)
        self.choice.changed.connect(self._update_act)

    def show_proposal(self, proposal: "Proposal", *, revising: bool = False) -> None:
        """Fill the sheet; words written before for the same submission are still there."""
        self._keep_words()
        self._proposal, self._is_revising = proposal, revising
        submission = proposal.judgement.submission
        title = _("Revise {case}") if revising else _("Decide {case}")
        self.set_title(title.format(case=submission.case))
        self.banner.hide()
        for part in (self.choice, self.table):
            part.setParent(None)
        self.content.clear()
        self._add_blocks(proposal)
        self._add_assessment(proposal)
        self._add_unopened(proposal)
        self._add_conflict(proposal)
        self._add_choice(proposal)
        self._add_consequence(proposal)
        self.body.addStretch(1)
        self._update_act()

    def set_busy(self, *, is_busy: bool) -> None:
        """Show that the act is being done."""
        self.act.setEnabled(not is_busy)
        self.missing.set_text(_("Sealing and entering…") if is_busy else "")

    # The parts, from the top

    def _title(self, text: str) -> None:
        label = PlainLabel(text, self.content.content, strong=True, wrap=True)
        label.setContentsMargins(0, SPACE, 0, 0)
        self.body.addWidget(label)

    def _text(self, text: str, tone: str = "") -> PlainLabel:
        label = PlainLabel(text, self.content.content, tone=tone, wrap=True)
        self.body.addWidget(label)
        return label

    def _add_blocks(self, proposal: "Proposal") -> None:
        if not proposal.blocks:
            return
        self._title(_("This stands in the way"))
        for block in proposal.blocks:
            self._text(f"✕ {say(block.message)}", "red").setObjectName(f"block-{block.code}")
            if block.code == SEASON_BLOCK:
                button = PlainButton(_("Look at the season’s minimums…"), name="decide-season")
                button.clicked.connect(self._go_to_season)
                self.body.addWidget(button, 0, Qt.AlignmentFlag.AlignLeading)
            elif block.code in LEAF_BLOCKS:
                self._add_leaves(tuple(proposal.judgement.assessment.open))
            elif block.code == "seal.comment-missing":
                self._add_leaves(_silent(proposal))
            elif block.code == "seal.pin-missing":
                judgement = proposal.judgement
                self._add_leaves(tuple(unpinned(judgement.scheme, judgement.scores)))
            elif block.hint is not None:
                self._text(say(block.hint), "muted")

    def _add_leaves(self, leaves: tuple[str, ...]) -> None:
        assert self._proposal is not None  # noqa: S101 - called while a proposal is shown
        scheme = self._proposal.judgement.scheme
        links = [
            Link(leaf, words.leaf_label(scheme, leaf), f"decide-leaf-{leaf}")
            for leaf in leaves[:MOST_LINKS]
        ]
        self._add_links(links, self._go_to_leaf)

    def _add_links(self, links: list[Link], follow: Callable[[str], None]) -> None:
        lines = LinkLines(links, self.content.content)
        lines.followed.connect(follow)
        self.body.addWidget(lines)

    def _add_assessment(self, proposal: "Proposal") -> None:
        judgement = proposal.judgement
        form = judgement.application
        self._text(" · ".join((form.title, form.applicant.name, form.school.name)), "muted")
        self.table.show_rows(table_rows(judgement.scheme, judgement.assessment))
        self.body.addWidget(self.table)
        self._title(_("What this means"))
        for number, sentence in enumerate(judgement.explanation):
            self._text(say(sentence)).setContentsMargins(2 * SPACE if number else 0, 0, 0, 0)
        for rule in judgement.eligibility.rules:
            # What is not met stands in the explanation already.
            if rule.result is RuleAnswer.NEEDS_PERSON:
                sign = words.RULE_SIGNS[rule.result]
                self._text(f"{sign} {say(rule_sentence(rule, judgement.scheme))}", "amber")

    def _add_unopened(self, proposal: "Proposal") -> None:
        unopened = proposal.unopened
        self._add_looked(proposal)
        if not unopened:
            return
        files = len(proposal.judgement.submission.evidence_sha256)
        count = ngettext(
            "{count} of {files} files was never opened",
            "{count} of {files} files were never opened", len(unopened),
        )  # fmt: skip
        self._title(count.format(count=len(unopened), files=max(files, len(unopened))))
        links = [
            Link(each.id, evidence_name(each), f"decide-evidence-{each.id}")
            for each in unopened[:MOST_LINKS]
        ]
        self._add_links(links, self._go_to_evidence)
        more = len(unopened) - len(links)
        if more > 0:
            self._text(ngettext("{count} more", "{count} more", more).format(count=more), "muted")

    def _add_looked(self, proposal: "Proposal") -> None:
        """Say of which documents only some pages were looked at."""
        lines = looked_lines(proposal.judgement.submission, proposal.looked)
        if lines:
            self._title(_("Not looked at to the end"))
            self._text(" · ".join(lines), "muted").setObjectName("decide-looked")

    def _add_conflict(self, proposal: "Proposal") -> None:
        can_change = proposal.judgement.review is None and not self._is_revising
        field = ConflictField(proposal.conflict, self.content.content, can_change=can_change)
        field.changed.connect(self.conflict_changed)
        self.body.addWidget(field)

    def _add_choice(self, proposal: "Proposal") -> None:
        self._title(_("Outcome"))
        outcomes = [Outcome.GRANT, Outcome.REFUSE]
        limits = proposal.judgement.scheme.limits.resubmissions
        if limits.until_deadline or proposal.outcome is Outcome.RETURN:
            outcomes.append(Outcome.RETURN)
        choices = {
            each: Choice(each, proposal.needs_reason(each),
                         tuple(say(why) for why in proposal.needs_override(each)))
            for each in outcomes
        }  # fmt: skip
        chosen = None if proposal.outcome is Outcome.INCOMPLETE else proposal.outcome
        if self._is_revising:
            chosen = None
        self.choice.show_words(*self._kept.get(_key(proposal), ("", "")))
        self.choice.show_choices(choices, proposal.outcome, chosen, _comments(proposal))
        self.body.addWidget(self.choice)

    def _add_consequence(self, proposal: "Proposal") -> None:
        submission = proposal.judgement.submission
        self._title(_("What will be entered"))
        if proposal.judgement.review is None:
            count = len(proposal.judgement.scheme.leaves)
            text = ngettext(
                "Your evaluation is sealed: {count} score with its comment cannot be changed "
                "afterwards.",
                "Your evaluation is sealed: {count} scores with their comments cannot be changed "
                "afterwards.",
                count,
            )
            self._text(text.format(count=count))
        entered = _("The decision is entered in the log, for exactly this file: {sha256}…")
        self._text(entered.format(sha256=submission.sha256[:16]))
        if self._is_revising and proposal.decided is not None:
            earlier = words.outcome_text(proposal.decided.outcome)
            text = _(
                "It names and replaces the earlier decision, “{outcome}”; both stay in the log."
            )
            self._text(text.format(outcome=earlier))
        else:
            self._text(_("A mistake can be mended by revising: a new decision names this one."),
                       "muted")  # fmt: skip

    # The act

    def _update_act(self) -> None:
        if self._proposal is None:
            return
        case = self._proposal.judgement.submission.case
        outcome = self.choice.chosen()
        names = {
            Outcome.GRANT: _("Grant {case}"),
            Outcome.REFUSE: _("Refuse {case}"),
            Outcome.RETURN: _("Return {case}"),
        }
        missing = self.choice.missing()
        if self._proposal.blocks:
            missing = _("Not yet: see what stands in the way, above.")
        name = names[outcome] if outcome else _("Decide {case}")
        self.set_act(name.format(case=case), danger=outcome is Outcome.REFUSE, enabled=not missing)
        self.missing.set_text(missing)

    def _decide(self) -> None:
        outcome = self.choice.chosen()
        if outcome is None or self.choice.missing():
            return
        told = self.revised if self._is_revising else self.decided
        told.emit(outcome, self.choice.reason_text(), self.choice.override_text())

    def _keep_words(self) -> None:
        """Remember what was written, so that closing the sheet loses nothing."""
        if self._proposal is not None:
            written = (self.choice.reason.toPlainText(), self.choice.override.toPlainText())
            self._kept[_key(self._proposal)] = written

    def _go_to_season(self) -> None:
        self.close_sheet()
        self.season_requested.emit()

    def _go_to_leaf(self, leaf: str) -> None:
        self.close_sheet()
        self.leaf_requested.emit(leaf)

    def _go_to_evidence(self, evidence: str) -> None:
        self.close_sheet()
        self.evidence_requested.emit(evidence)


def _key(proposal: "Proposal") -> tuple[str, int]:
    submission = proposal.judgement.submission
    return (submission.case, submission.number)


def _silent(proposal: "Proposal") -> tuple[str, ...]:
    """Return the leaves below their minimum that have no comment."""
    gates, scores = proposal.judgement.assessment.gates, proposal.judgement.scores
    below = [gate.id for gate in gates if gate.met is False]
    return tuple(leaf for leaf in below if not scores.get(leaf, Score()).comment.strip())


def _comments(proposal: "Proposal") -> str:
    """Return the evaluator's comments where points are below a minimum, one a paragraph."""
    judgement = proposal.judgement
    below = {each.id for each in judgement.assessment.reasons}
    for criterion in judgement.scheme.criteria:
        below |= {leaf.id for leaf in criterion.sub} if criterion.id in below else set()
    lines = []
    for leaf in judgement.scheme.leaves:
        comment = judgement.scores.get(leaf.id, Score()).comment.strip()
        if comment and leaf.id in below:
            name = f"{words.leaf_code(leaf)} {pick(leaf.names)}".strip()
            lines.append(f"{name}: {comment}")
    return "\n\n".join(lines)
