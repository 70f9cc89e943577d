"""Who leaves a sheet before its answers come misses them; nothing breaks, no act fails unheard."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from desk_applications import application
from evaluator import Evaluator
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QWidget

from app.casework import keep, season
from app.models.errors import Unavailable
from app.models.message import message
from app.ui.hearing import is_there

Sitting = Callable[..., Evaluator]

ELSEWHERE = {
    "quit", "open-files", "open-folder", "open-casebook", "undo", "redo", "evidence-window",
    "queue", "looked",
}  # fmt: skip
"""Acts that open no sheet of the window: dialogs of the system, switches, the end."""


class Waiting(QObject):
    """Somebody who waits for an answer."""

    def hear(self, answer: object) -> None:
        """Hear it."""

    def as_lambda(self) -> Callable[[object], None]:
        return lambda _answer: self.hear(None)

    def as_partial(self) -> Callable[[object], None]:
        return partial(self.hear)


def end(widget: QObject) -> None:
    widget.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("way", [lambda who: who.hear, Waiting.as_lambda, Waiting.as_partial])
@pytest.mark.usefixtures("qapp")
def test_only_who_lives_hears(way: Callable[[Waiting], Callable[[object], None]]) -> None:
    who = Waiting()
    callback = way(who)
    assert is_there(callback)
    end(who)
    assert not is_there(callback)


def test_a_plain_function_always_hears_and_nobody_never() -> None:
    assert is_there(print)
    assert not is_there(None)


@pytest.fixture
def kari(sitting: Sitting, tmp_path: Path) -> Evaluator:
    folder = tmp_path / "casebook"
    with keep.begin(folder, organisation={"en": "NSO"}, country="NO", place="Oslo") as casebook:
        season.confirm(casebook, "Kari")
    someone = sitting("Kari")
    someone.sits_down(folder)
    someone.opens(application(tmp_path, 1))
    someone.clicks("intake-act")
    someone.until(lambda: someone.case == "NO-NQL-2026-0001", "the application")
    return someone


def leave(who: Evaluator, moments: int) -> None:
    """Let the window go on for a few moments, then close what is open and let Qt delete it."""
    for _ in range(moments):
        QApplication.processEvents()
    sheet = who.window.errands.sheet
    if sheet is not None:
        sheet.close_sheet()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


@pytest.mark.parametrize("moments", [0, 1, 5])
def test_every_sheet_may_be_left_at_once(kari: Evaluator, moments: int) -> None:
    acts = kari.window.acts
    names = [act.name for group in acts.groups for act in group.acts if act.name not in ELSEWHERE]
    for name in names:
        acts[name].trigger()
        leave(kari, moments)
    finding = kari.window.finding
    kari.until(lambda: kari.window.desk.is_idle and finding.is_idle, "all answers")
    assert kari.failures == []


def test_an_act_that_fails_after_its_sheet_was_left_is_heard(kari: Evaluator) -> None:
    sheet = QWidget(kari.window)
    error = Unavailable("disk.full", message("The disk is full."))

    def fail(_casebook: object) -> None:
        raise error

    kari.window.desk.act(fail, failed=lambda _error: sheet.hide())
    end(sheet)
    kari.until(lambda: kari.failures == [error], "the failure")


def test_an_answer_to_somebody_gone_is_dropped(kari: Evaluator) -> None:
    sheet, heard = QWidget(kari.window), []
    kari.window.desk.read(lambda _casebook: 1, lambda _one: heard.append(sheet.width()))
    end(sheet)
    kari.until(lambda: kari.window.desk.is_idle, "the answer")
    assert heard == []
