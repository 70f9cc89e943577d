"""Two documents and a window for the evidence: worked in, and back the next day."""

from pathlib import Path

import pytest
from evaluator import Evaluator
from PySide6.QtWidgets import QAbstractButton

from app.casework import keep
from app.casework.press import Press
from app.samples import demo
from tests.flows.desk.conftest import Sitting

CASE = "NO-NQL-2026-0412"


@pytest.fixture(scope="module")
def casebook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("Ünï çødé 日本") / "casebook"


@pytest.fixture
def kari(sitting: Sitting, casebook: Path, monkeypatch: pytest.MonkeyPatch) -> Evaluator:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(casebook.parent / "keys"))
    if not casebook.exists():
        with Press() as press:
            demo.run(casebook, press, lambda _sentence: None)
    return at_desk(sitting, casebook)


def at_desk(sitting: Sitting, casebook: Path) -> Evaluator:
    someone = sitting("Kari Nordmann")
    someone.sits_down(casebook)
    someone.shows(CASE)
    pane = someone.window.case.evidence
    someone.until(lambda: pane.document.is_shown, "the first file")
    return someone


def test_two_documents_and_their_window_come_back(kari, sitting, casebook) -> None:
    window = kari.window
    pane = window.case.evidence
    window.acts["beside"].trigger()
    window.case.show_evidence("ev2")
    kari.until(lambda: pane.document.current.id == "ev2" and pane.document.is_shown, "the second")
    window.acts["evidence-window"].trigger()
    assert pane.window().objectName() == "evidence-window"
    assert window.acts["evidence-window"].isChecked()
    kari.leaves()

    later = at_desk(sitting, casebook)
    again = later.window.case.evidence
    assert again.window().objectName() == "evidence-window"
    assert [view.current.id for view in again.pair.seen] == ["ev1", "ev2"]
    assert again.current == "ev2"
    assert CASE in later.window.desk.case.ref.case
    later.window.acts["one-document"].trigger()
    again.window().close()
    assert later.window.columns.isAncestorOf(again)
    later.leaves()


def test_keys_of_the_window_hold_beside_it_too(kari) -> None:
    window = kari.window
    window.acts["evidence-window"].trigger()
    own = window.case.evidence.window()
    assert {action.objectName() for action in own.actions()} >= {"act-next-case", "act-3"}
    window.acts["next-column"].trigger()
    window.acts["evidence-window"].trigger()
    assert window.columns.isAncestorOf(window.case.evidence)
    kari.leaves()


def test_small_pictures_are_in_the_casebooks_cache(kari, casebook) -> None:
    pane = kari.window.case.evidence
    button = pane.findChild(QAbstractButton, "evidence-ev1")
    kari.until(lambda: button.image is not None, "a small picture")
    sha256 = kari.window.desk.case.judgement.submission.evidence_sha256["ev1"]
    kari.until(lambda: pane.thumbnails._left == {}, "all of them")
    kari.leaves()
    from app.storage.thumbnails import KeptThumbnails

    with keep.open_casebook(casebook) as book:
        made = KeptThumbnails(book.cache).find(f"1:{sha256}:pdf")
    assert made is not None
    assert made.pages == 7
