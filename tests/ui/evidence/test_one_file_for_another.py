"""A file whose answer comes too late is never shown under the name of the next one."""

from app.models.application import Evidence
from app.models.identifiers import EvidenceId
from app.ui.evidence.file_opener import FileOpener
from app.ui.evidence.reading import Reading
from tests.ui.evidence.conftest import fetch


class Waiting:
    """A reader that says what it was asked; nothing is opened."""

    def interrupt(self) -> None:
        """There is nothing to end."""


def test_an_answer_on_its_way_is_dropped_with_its_file(qtbot):
    reading = Reading(Waiting())  # type: ignore[arg-type]
    opener = FileOpener(fetch, reading)
    shown: list[object] = []
    opener.opened.connect(shown.append)
    answers: list[str] = []
    opener._ask(lambda _reader: answers.append("made") or "first", shown.append, shown.append)
    while not answers or reading._current is not None:  # the answer waits for this thread's events
        pass
    opener.forget()
    evidence = Evidence(EvidenceId("notat"), "Om notat", "data/evidence/notat.txt")
    opener._evidence = evidence
    opener._ask(lambda _reader: "second", shown.append, shown.append)
    qtbot.waitUntil(lambda: bool(shown), timeout=20_000)
    reading.close()
    assert shown == ["second"]
