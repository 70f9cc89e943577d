"""What starts what: every act of the menu, and every signal of the panes, in one place."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.ui.window import MainWindow


def doings(window: "MainWindow") -> dict[str, Callable[[], None]]:
    """Return what each act of the menu does, by its name in ``app.ui.acts``."""
    errands, case, finding = window.errands, window.case, window.finding
    return {
        "open-files": errands.open_files, "open-folder": errands.open_folder,
        "new-application": errands.new_application, "send-again": errands.send_again,
        "open-casebook": errands.open_casebook, "season": errands.season,
        "layout": errands.layout,
        "identity": errands.identity, "casebook": errands.casebook, "quit": window.quit,
        "undo": window.undo, "redo": window.redo, "find": finding.find,
        "find-everywhere": finding.find_everywhere,
        "find-case": window.find_case, "next-case": lambda: window.go(1),
        "previous-case": lambda: window.go(-1),
        "next-open": case.scores.next_open,
        "leaf-up": lambda: case.scores.go(-1),
        "leaf-down": lambda: case.scores.go(1),
        "comment": case.scores.open_comment, "phrases": window.show_phrases,
        "comment-bank": errands.comment_bank,
        "evidence": case.show_evidence_list,
        "outline": case.toggle_outline, "turn": case.turn,
        "differences": case.comparing.toggle,
        "looked": window.toggle_looked,
        "pin": case.pinning.pin, "pin-part": case.pinning.mark_part,
        "decide": errands.decide, "letter": errands.letter,
        "withdraw": errands.withdrawing.case, "withdrawn": errands.withdrawing.list,
        "certificate": errands.certificate, "print": errands.printing.certificate,
        "own": errands.case.own, "print-case": errands.printing.case,
        "case-log": errands.case_log, "batch": errands.batch, "orders": errands.orders,
        "awards": errands.awards,
        "log": errands.log, "verify": errands.verify, "queue": window.toggle_queue,
        "beside": case.evidence.go_beside,
        "one-document": case.evidence.close_beside,
        "evidence-window": lambda: window.second_screen.toggle(),  # noqa: PLW0108  made later
        "next-column": lambda: window.columns.next_column(1),
        "previous-column": lambda: window.columns.next_column(-1),
        "keys": errands.keys, "about": errands.about,
    }  # fmt: skip


def connect(window: "MainWindow") -> None:
    """Let the panes, which do not know each other, be heard."""
    desk, top, case, errands = window.desk, window.top, window.case, window.errands
    desk.opened.connect(window.opened)
    desk.queue_read.connect(window.queue_read)
    desk.row_changed.connect(lambda row: window.queue.replace(window.with_maximum(row)))
    desk.saved.connect(top.show_saved)
    desk.failed.connect(window.news.tell_failure)
    desk.undo_changed.connect(window.show_undo)
    window.queue.case_chosen.connect(window.show_case)
    window.queue.words_wanted.connect(window.finding.find_in_queue)
    case.case_shown.connect(window.case_shown)
    for said in (case.pinning.said, case.comparing.said):
        said.connect(lambda sentence: window.banner.say(sentence, "blue", seconds=8))
    top.open_wanted.connect(errands.open_files)
    window.columns.type_in.clicked.connect(errands.new_application)
    top.back_wanted.connect(lambda: window.go(-1))
    top.forward_wanted.connect(lambda: window.go(1))
    case.neighbouring.case_requested.connect(window.show_case)
    case.neighbouring.alike_requested.connect(errands.case.alike)
    top.find_wanted.connect(window.finding.find_here)
    top.compare_wanted.connect(case.comparing.toggle)
    case.comparing.changed.connect(window.show_compare)
    case.scores.phrases_wanted.connect(window.show_phrases)
    case.evidence.save_requested.connect(errands.case.save_evidence)
    case.evidence.note_requested.connect(errands.case.own_about)
    case.bar.decide_requested.connect(errands.decide)
    case.bar.revise_requested.connect(errands.revise)
    case.bar.feedback_requested.connect(errands.letter)
    case.bar.certificate_requested.connect(errands.certificate)
