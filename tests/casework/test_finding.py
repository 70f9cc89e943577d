"""Finding in one application and in all of them, over a real casebook and the reader."""

from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest

from app.casework import indexing, keep, queue, receive, review
from app.casework.finding import Everywhere, Here, cases_with
from app.casework.texts import comments, files, form_passages
from app.clock import fixed_clock
from app.documents import Kind, Reader
from app.models.case import CaseRef
from app.models.finding import IndexState, Passage, Where
from app.models.identifiers import CaseId, LeafId
from app.models.review import Score
from app.storage import Casebook, WordIndex
from tests.casework.test_casework_casebook import START
from tests.documents import hostile, written
from tests.flows.cli.office import KARI, Office, teacher

SECOND = "Nils Berg"


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as made:
        yield made


@pytest.fixture
def casebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Casebook]:
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    with keep.begin(tmp_path / "book", country="NO", clock=fixed_clock(START)) as made:
        yield made


@pytest.fixture
def index(casebook: Casebook) -> WordIndex:
    return WordIndex(casebook.cache)


def receives(casebook: Casebook, folder: Path, number: int, **changes: object) -> CaseRef:
    form = teacher(id=f"NO-{number}", **changes)
    taken = receive.receive(casebook, Office(folder / str(number), None).application(form))
    return CaseRef(CaseId(taken.case), taken.submission)


def reads_all(casebook: Casebook, index: WordIndex, reader: Reader) -> None:
    indexing.catch_up(casebook, index)
    while indexing.read_next(index, casebook.folder, lambda: reader):
        pass


def found(casebook: Casebook, index: WordIndex, question: str, by: str = KARI) -> list[str]:
    rows = queue.queue(casebook)
    return sorted(each.case for each in Everywhere(index).find(question, rows, by).cases)


@pytest.mark.parametrize(
    ("question", "cases"),
    [
        ("sammen", ["NO-1", "NO-2"]),
        ("elva", ["NO-1"]),
        ("ringve gaten", ["NO-2"]),
        ("“arbeidet sammen” solveig", ["NO-1", "NO-2"]),
        ("fan", []),
        ("FANT", ["NO-1", "NO-2"]),
    ],
)
def test_an_application_has_every_word_somewhere(
    casebook, index, reader, tmp_path, question, cases
) -> None:
    receives(casebook, tmp_path, 1)
    receives(casebook, tmp_path, 2, project=teacher()["project"] | {"title": "Gaten vår"})
    reads_all(casebook, index, reader)
    assert found(casebook, index, question) == cases


def test_nobody_reads_anothers_comment_before_the_decision(casebook, index, tmp_path) -> None:
    ref = receives(casebook, tmp_path, 1)
    review.save_scores(casebook, ref, SECOND, {LeafId("1a"): Score(Fraction(2), "Mangelfullt")})
    indexing.catch_up(casebook, index)
    assert found(casebook, index, "mangelfullt", by=KARI) == []
    assert found(casebook, index, "mangelfullt", by=SECOND) == ["NO-1"]


def test_only_what_changed_is_taken_in_again(casebook, index, reader, tmp_path) -> None:
    ref = receives(casebook, tmp_path, 1)
    reads_all(casebook, index, reader)
    assert indexing.difference(index, casebook.text_stamps()) == indexing.Difference()
    review.save_scores(casebook, ref, KARI, {LeafId("1a"): Score(Fraction(2), "Ny")})
    (new,) = indexing.difference(index, casebook.text_stamps()).new
    assert new.case == "NO-1"
    index.take(next(iter(indexing.texts(casebook, [new]))))
    assert index.state() == IndexState(1, 1, 0)
    assert indexing.difference(index, casebook.text_stamps()) == indexing.Difference()


def test_what_is_no_longer_in_the_casebook_is_to_be_forgotten(casebook, index, tmp_path) -> None:
    receives(casebook, tmp_path, 1)
    indexing.catch_up(casebook, index)
    assert indexing.difference(index, ()).gone == ("no-1",)


def test_every_sheet_of_a_workbook_is_read(reader) -> None:
    sheets = "".join(
        f'<table:table table:name="{name}"><table:table-row><table:table-cell><text:p>{word}'
        "</text:p></table:table-cell></table:table-row></table:table>"
        for name, word in (("Ark", "elva"), ("To", "fjorden"))
    )
    reader.open(written.opendocument("spreadsheet", sheets), Kind.SHEET)
    assert indexing._sheets(reader) == ["Ark\nelva", "To\nfjorden"]


def test_evidence_that_cannot_be_read_says_why(casebook, index, reader, tmp_path) -> None:
    ref = receives(casebook, tmp_path, 1)
    package = casebook.package_path(casebook.submission(ref).sha256)
    package.write_bytes(package.read_bytes()[:-400])
    reads_all(casebook, index, reader)
    (unread,) = index.unread(ref.case)
    assert (unread.evidence, unread.name) == ("ev1", "rapport.txt")
    assert unread.code.startswith(("evidence.", "file."))
    assert index.state().is_complete


def test_evidence_that_never_ends_is_given_up_and_the_next_is_read(
    casebook, index, tmp_path
) -> None:
    office = Office(tmp_path / "x", None)
    for number, content in enumerate([hostile.endless_pdf(), b"Det vi fant."]):
        form = teacher(id=f"NO-{number}")
        form["evidence"][0] |= {"media_type": "application/pdf" if number == 0 else "text/plain"}
        receive.receive(casebook, office.application(form, content))
    with Reader(deadline=2.0) as hasty:
        reads_all(casebook, index, hasty)
    assert index.state().is_complete
    assert {each.code for each in index.unread(CaseId("NO-0"))} <= {"evidence.slow", ""}
    assert found(casebook, index, "fant") == ["NO-1"]


def test_words_of_evidence_are_found_by_the_queue_too(casebook, index, reader, tmp_path) -> None:
    receives(casebook, tmp_path, 1)
    reads_all(casebook, index, reader)
    known = cases_with(index, "fan stemmer")
    assert known == {"fan": frozenset({"no-1"}), "stemmer": frozenset()}
    assert [row.id for row in queue.search(casebook, "fan stemmer", known)] == ["NO-1"]
    assert queue.search(casebook, "fan noe", known) == []
    for question, count in (
        ('"arbeidet sammen"', 1), ('"sammen arbeidet"', 0), ('"arbeidet sam"', 0),
        ('"arbeidet sam"*', 1), ("arbei*", 1), ('""', 1), ("”fant”", 1), ('"fan"', 0),
    ):  # fmt: skip
        known = cases_with(index, question)
        assert len(queue.search(casebook, question, known)) == count, question


def test_files_are_listed_with_where_they_lie(casebook, tmp_path) -> None:
    submission = casebook.submission(receives(casebook, tmp_path, 1))
    (held,) = files(submission)
    assert (held.evidence, held.name, held.package) == ("ev1", "rapport.txt", submission.sha256)


def test_a_draft_counts_before_what_was_sealed(casebook, tmp_path) -> None:
    ref = receives(casebook, tmp_path, 1)
    review.save_scores(casebook, ref, KARI, {LeafId("1a"): Score(Fraction(2), "Ny")})
    assert [each.text for each in comments(casebook, ref.case, 1)] == ["Ny"]


PAGES = Here([
    Passage(Where.ANSWER, "a1", "Elevene skrev en feltrapport\nom Åsen. Rapporten er felles."),
    Passage(Where.EVIDENCE, "ev1", "En annen rapport", page=3),
])  # fmt: skip


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        ("rapport", [("a1", ["rapport", "Rapport"]), ("ev1", ["rapport"])]),
        ("felles asen", [("a1", ["Åsen", "felles"])]),
        ("“feltrapport om”", [("a1", ["feltrapport om"])]),
        ("felles annen", []),
        ("", []),
    ],
)
def test_here_words_are_found_in_the_middle_of_longer_ones(question, lines) -> None:
    found = PAGES.find(question).lines
    marked = [(each.place, [each.text[slice(*mark)] for mark in each.marks]) for each in found]
    assert marked == lines


def test_a_line_says_what_stands_around_and_where_it_goes_on() -> None:
    text = "Ord " * 40 + "og her  står\nsvaret på alt" + " mer" * 60
    (line,) = Here([Passage(Where.ANSWER, "a1", text)]).find("svaret").lines
    assert line.text.startswith("…Ord Ord")
    assert "og her står svaret på alt mer" in line.text
    assert (line.found, line.after[:8]) == ("svaret", " på alt ")


def test_signs_that_turn_directions_are_left_out_of_a_line() -> None:
    (line,) = (
        Here([Passage(Where.ANSWER, "a1", "\u202eelva vår\u202c og \u2067mer")]).find("vår").lines
    )
    assert (line.text, [line.text[slice(*mark)] for mark in line.marks]) == (
        "elva vår og mer",
        ["vår"],
    )


def test_long_lists_end_and_say_so() -> None:
    many = Here([Passage(Where.EVIDENCE, "ev1", "elv", page) for page in range(500)])
    found = many.find("elv")
    assert (len(found.lines), found.is_cut) == (300, True)


def test_facts_are_found_a_fact_a_line(casebook, tmp_path) -> None:
    form = casebook.submission(receives(casebook, tmp_path, 1)).application
    form = replace(form, answers=())
    (line,) = Here(form_passages(form)).find("ringve").lines[:1]
    assert (line.where, line.text) == (Where.FACTS, "Ringve skole")
