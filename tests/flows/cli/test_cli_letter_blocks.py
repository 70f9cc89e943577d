"""Sentences of a letter: shipped, edited, outdated, the office's own; and what helps a refusal."""

from fractions import Fraction

import pytest

from app.casework import keep, letter_blocks
from app.certificates.letter_blocks import shipped_block
from app.models.case import CaseRef
from app.models.identifiers import CaseId, LeafId
from app.resources import resource
from app.scoring.schemes import load_scheme
from tests.flows.cli.office import ESL, KARI, NQL, Office, points, statements

B1 = LeafId("1b")


@pytest.fixture
def refused(ready: Office) -> Office:
    """An office that refused the quality label for 1b."""
    ready.scores(NQL, points(4) | {"1b": {"points": 2, "comment": "Page 3."}})
    ready.decides(NQL, "refuse", "--reason", "See 1b.")
    return ready


def letter(office: Office, case: str = NQL, language: str = "en") -> str:
    path = office.path(f"letter-{language}.txt")
    office.does("letter", case, "-o", path, "--language", language, "--force")
    return " ".join(path.read_text(encoding="utf-8").split())


def edit(office: Office, text: str, leaf: LeafId = B1, language: str = "en") -> None:
    with keep.open_casebook(office.casebook) as casebook:
        letter_blocks.edit(casebook, CaseRef(CaseId(NQL)), language, leaf, text)


def of_leaf(office: Office, language: str = "en"):
    with keep.open_casebook(office.casebook) as casebook:
        about = letter_blocks.basis(casebook, CaseRef(CaseId(NQL)), KARI)
        found = letter_blocks.blocks(casebook, about, language)
    return {each.leaf: each for each in found}[B1]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("en", "Mixed teams across the schools"),
        ("nb", "Blandede lag på tvers av skolene"),
        ("da", "Blandede hold på tværs af skolerne"),
    ],
)
def test_a_refusal_says_what_would_show_it(refused: Office, language: str, sentence: str) -> None:
    assert sentence in letter(refused, language=language)


def test_only_what_fell_short_says_what_was_looked_for(refused: Office) -> None:
    text = letter(refused)
    assert text.count("We looked for:") == 1
    assert "Page 3. We looked for:" in text


def test_a_total_that_falls_short_helps_where_least_was_given(ready: Office) -> None:
    ready.scores(NQL, points(3) | {"4a": 2, "4b": 2, "3a": 2, "3b": 2})
    ready.decides(NQL, "refuse", "--reason", "Too little altogether.")
    assert letter(ready).count("We looked for:") == 4


def test_an_edited_sentence_takes_the_place_of_its_block(refused: Office) -> None:
    edit(refused, "We missed the minutes of March.")
    assert "We missed the minutes of March." in letter(refused)
    assert "Mixed teams across the schools" not in letter(refused)
    assert "Blandede lag" in letter(refused, language="nb")
    assert of_leaf(refused).is_edited


def test_the_blocks_own_words_take_an_edit_back(refused: Office) -> None:
    block = of_leaf(refused).block
    edit(refused, "Other.")
    edit(refused, f" {block} ")
    assert not of_leaf(refused).is_edited


def test_own_words_stand_after_the_greeting(refused: Office) -> None:
    edit(refused, "Thank you for a lively project.", LeafId(""))
    text = letter(refused)
    assert text.index("could not be granted") < text.index("a lively project") < text.index("1b")


def test_words_for_other_points_no_longer_count(ready: Office) -> None:
    ready.scores(NQL, points(4) | {"1b": 2})
    edit(ready, "Too little was shown.")
    ready.scores(NQL, points(4))
    now = of_leaf(ready)
    assert (now.is_edited, now.outdated) == (False, "Too little was shown.")


def test_the_offices_own_block_stands_in_later_letters(refused: Office) -> None:
    with keep.open_casebook(refused.casebook) as casebook:
        scheme = letter_blocks.basis(casebook, CaseRef(CaseId(NQL))).scheme
        letter_blocks.keep_block(casebook, scheme, B1, "2", "en", "Our own words.")
    assert "Our own words." in letter(refused)
    with keep.open_casebook(refused.casebook) as casebook:
        letter_blocks.keep_block(casebook, scheme, B1, "2", "en", "")
    assert "Our own words." not in letter(refused)


def test_the_school_label_has_sentences_for_every_statement(ready: Office) -> None:
    ready.scores(ESL, statements() | {"leadership-1": {"points": 0, "comment": "No plan."}})
    ready.decides(ESL, "return", "--reason", "Please complete.", "--override", "One is missing.")
    text = letter(ready, ESL)
    assert "or a timetable with hours for it, would show it. No plan." in text


@pytest.mark.parametrize("language", ["en", "nb", "da"])
@pytest.mark.parametrize("name", ["nql-2022", "esl-2022"])
def test_every_part_says_what_would_show_it(name: str, language: str) -> None:
    scheme = load_scheme(resource("schemes", f"{name}.toml").read_bytes(), name)
    leaves = [leaf for criterion in scheme.criteria for leaf in criterion.sub]
    for level in (0, 1):
        said = {shipped_block(scheme, leaf, Fraction(level), language) for leaf in leaves}
        assert len(said) == len(leaves)


@pytest.mark.parametrize(
    ("settings", "expected"),
    [
        ({}, None),
        ({"complaint.days": "15"}, "You can complain about this decision until"),
        ({"complaint.days": "15", "complaint.to": "k@example.org"}, "Write to k@example.org."),
        ({"complaint.days": "15", "complaint.about.en": "procedure"}, "can be about procedure."),
    ],
)
def test_how_to_complain_is_the_seasons_word(refused, settings, expected) -> None:
    for key, value in settings.items():
        refused.does("season", "set", key, value)
    text = letter(refused)
    assert (expected in text) if expected else "complain" not in text


def test_a_grant_is_not_complained_about(ready: Office) -> None:
    ready.does("season", "set", "complaint.days", "15")
    ready.scores(NQL, points(4))
    ready.decides(NQL, "grant")
    assert "complain" not in letter(ready)


def test_a_sentence_without_end_is_refused(refused: Office) -> None:
    with pytest.raises(Exception, match=r"letter\.too-long"):
        edit(refused, "x" * 5000)
