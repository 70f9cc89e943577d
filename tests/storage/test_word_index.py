"""The search index: what was taken in is found, what was forgotten is gone, damage is mended."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from app.models.finding import CaseTexts, HeldFile, IndexState, Passage, TextStamp, Unread, Where
from app.models.folding import FoldedText
from app.models.identifiers import CaseId, Sha256
from app.models.terms import places, terms
from app.storage.cache import NAME, Cache
from app.storage.passages import OF_OWNER
from app.storage.word_index import WordIndex

CASE, OTHER = CaseId("NO-1"), CaseId("NO-2")
SHA, SHA2 = Sha256("a" * 64), Sha256("b" * 64)
ALL = frozenset(Where)
TEXTS = st.text(st.sampled_from("ab éåÅøæΣς.-ևᲐა\u0301مُ*\"'"), max_size=30)


@pytest.fixture
def cache(tmp_path: Path) -> Iterator[Cache]:
    made = Cache(tmp_path / "Ünï çødé 日本.sqlite")
    yield made
    made.close()


@pytest.fixture
def index(cache: Cache) -> WordIndex:
    return WordIndex(cache)


def take(
    index: WordIndex, case: CaseId, submission: int, entry: int,
    passages: Iterable[Passage], files: Iterable[HeldFile] = (),
) -> None:  # fmt: skip
    index.take(CaseTexts(TextStamp(case, submission, entry), tuple(passages), tuple(files)))


def answer(text: str, place: str = "a1") -> Passage:
    return Passage(Where.ANSWER, place, text)


def held(sha256: Sha256 = SHA, evidence: str = "ev1") -> HeldFile:
    return HeldFile(sha256, evidence, f"{evidence}.pdf", "application/pdf")


def found(index: WordIndex, question: str, kinds: frozenset[Where] = ALL) -> list[str]:
    """Return the texts of all passages that have every term."""
    wanted = terms(question)
    cases = set.intersection(*(set(index.cases_with(term, kinds)) for term in wanted))
    return [each.text for case in cases for each in index.passages(case, wanted, kinds, 100)]


def test_words_are_found_by_kind(index: WordIndex) -> None:
    take(index, CASE, 1, 7, [answer("Vi målte elva"), Passage(Where.FACTS, "", "Åsen")], ())
    index.take_comments(
        TextStamp(CASE, 1, 7, "neu"), [Passage(Where.COMMENT, "1a", "Elva er målt", by="Kari")]
    )
    assert sorted(found(index, "elva målt*")) == ["Elva er målt", "Vi målte elva"]
    assert found(index, "målte", frozenset({Where.COMMENT})) == []
    assert found(index, "asen", frozenset({Where.FACTS})) == ["Åsen"]
    assert index.stamps() == {"no-1": TextStamp(CaseId("no-1"), 1, 7, "neu")}


def test_evidence_is_read_once_for_all_cases_that_have_it(index: WordIndex) -> None:
    take(index, CASE, 1, 7, (), [held()])
    take(index, OTHER, 1, 8, (), [held(evidence="ev9")])
    file = index.next_file()
    assert file is not None
    assert file.sha256 == SHA
    index.take_file(SHA, ["side en", "", "side tre"], has_pages=True)
    assert index.next_file() is None
    assert [(each.place, each.page) for each in index.evidence(CASE)] == [("ev1", 0), ("ev1", 2)]
    assert [each.place for each in index.evidence(OTHER)] == ["ev9", "ev9"]
    cases = index.cases_with(terms("tre")[0], ALL)
    assert {index.keys()[case] for case in cases} == {"no-1", "no-2"}


def test_the_case_being_read_comes_first(index: WordIndex) -> None:
    take(index, CASE, 1, 7, (), [held()])
    take(index, OTHER, 1, 8, (), [held(SHA2)])
    assert [index.next_file(CASE), index.next_file()] == [held(), held(SHA2)]


def test_a_file_that_ends_the_program_twice_is_given_up(index: WordIndex) -> None:
    take(index, CASE, 1, 7, (), [held()])
    assert index.next_file() is not None
    assert index.next_file() is not None
    assert index.next_file() is None
    assert index.unread(CASE) == (Unread("ev1", "ev1.pdf", "evidence.died"),)
    assert index.state() == IndexState(1, 1, 1)


def test_a_new_submission_takes_the_place_of_the_old(index: WordIndex) -> None:
    take(index, CASE, 1, 7, [answer("gammel elv")], [held()])
    index.take_file(SHA, ["gammel side"], has_pages=True)
    take(index, CASE, 2, 9, [answer("ny elv")], [held(SHA2)])
    assert found(index, "elv") == ["ny elv"]
    assert found(index, "gammel") == []
    assert index.state() == IndexState(0, 1, 0)


def test_what_is_forgotten_is_gone_from_the_file_too(index: WordIndex, cache: Cache) -> None:
    take(index, CASE, 1, 7, [answer("hemmelighetsfull")], [held()])
    index.take_file(SHA, ["personopplysning " * 50], has_pages=True)
    take(index, OTHER, 1, 8, [answer("annet")], ())
    index.forget(CASE)
    assert found(index, "hemmelighetsfull") == []
    assert found(index, "annet") == ["annet"]
    cache.close()
    content = b"".join(each.read_bytes() for each in cache.path.parent.iterdir())
    assert b"hemmelighetsfull" not in content
    assert b"personopplysning" not in content


def test_a_long_text_is_divided_at_its_lines(index: WordIndex) -> None:
    take(index, CASE, 1, 7, (), [held()])
    text = "\n".join(f"linje {number}" for number in range(5_000))
    index.take_file(SHA, [text], has_pages=False)
    pieces = index.evidence(CASE)
    assert len(pieces) > 5
    assert "".join(each.text for each in pieces) == text
    assert found(index, '"linje 4999"') == [pieces[-1].text]


def test_a_damaged_file_is_begun_anew(tmp_path: Path) -> None:
    (tmp_path / NAME).write_bytes(b"not a database" * 1000)
    cache = Cache(tmp_path / NAME)
    index = WordIndex(cache)
    assert index.stamps() == {}
    take(index, CASE, 1, 7, [answer("elv")], ())
    assert found(index, "elv") == ["elv"]
    cache.close()


def test_after_closing_nothing_is_known_and_nothing_fails(index: WordIndex, cache: Cache) -> None:
    take(index, CASE, 1, 7, [answer("elv")], ())
    cache.close()
    take(index, CASE, 2, 8, [answer("elv")], ())
    assert index.stamps() == {}
    assert index.state() == IndexState()


@settings(max_examples=80, deadline=None)
@given(st.lists(TEXTS, min_size=1, max_size=4), TEXTS)
def test_the_index_finds_what_reading_every_text_finds(texts: list[str], question: str) -> None:
    wanted = terms(question)
    if not wanted:
        return
    cache = Cache(Path(":memory:"))
    index = WordIndex(cache)
    for number, text in enumerate(texts):
        take(index, CaseId(f"c{number}"), 1, number, [answer(text)], ())
    keys = index.keys()
    serials = set.intersection(*(set(index.cases_with(term, ALL)) for term in wanted))
    by_index = {keys[serial] for serial in serials}
    by_reading = {f"c{at}" for at, text in enumerate(texts) if places(FoldedText(text), wanted)}
    assert by_reading <= by_index
    if len(wanted) == 1 and not wanted[0].apart:
        assert by_index == by_reading
    cache.close()


def test_numbers_of_owners_leave_room_for_every_page() -> None:
    assert OF_OWNER >= 20_000 * 2
