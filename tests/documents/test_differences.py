"""Word differences: what is shown adds up to both texts, in every script, and ends in time."""

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.documents.alignment import aligned
from app.documents.differences import (
    LONGEST,
    differences,
    paragraphs,
    word_runs,
    words,
)  # fmt: skip
from app.models.comparison import Change, TextDifference

ON_ANY_MACHINE = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
"""How fast texts are made up says nothing about what is tested."""

VOCABULARY = ["elva", "lag", "måling", "ქართული", "العَرَبيّة", "ei", ".", ",", "12"]
WORDS = st.lists(st.sampled_from(VOCABULARY), max_size=9)
TEXTS = st.lists(WORDS.map(" ".join), max_size=5).map("\n\n".join)


def told(before: str, after: str) -> list[tuple[str, str]]:
    """Return the runs that differ as (change, words)."""
    return [
        (run.change.value, run.text.strip())
        for run in word_runs(before, after)
        if run.change is not Change.SAME
    ]


def side(found: TextDifference, left_out: Change) -> list[str]:
    """Return the paragraphs of one side, in no order."""
    texts = (
        "".join(run.text for run in passage.runs if run.change is not left_out)
        for passage in found.passages
    )
    return sorted(" ".join(text.split()) for text in texts if text.strip())


@ON_ANY_MACHINE
@given(TEXTS, TEXTS)
def test_what_is_shown_adds_up_to_both_texts(before: str, after: str) -> None:
    found = differences(before, after)
    assert side(found, Change.NEW) == sorted(" ".join(p.split()) for p in paragraphs(before))
    assert side(found, Change.GONE) == sorted(" ".join(p.split()) for p in paragraphs(after))


@ON_ANY_MACHINE
@given(TEXTS, TEXTS)
def test_paragraphs_now_stand_in_the_order_of_the_new_text(before: str, after: str) -> None:
    places = [each.after for each in differences(before, after).passages if each.after]
    assert places == list(range(1, len(paragraphs(after)) + 1))


@ON_ANY_MACHINE
@given(st.text(max_size=80), st.text(max_size=80))
def test_any_text_at_all_can_be_compared(before: str, after: str) -> None:
    assert "".join(words(before)) == before
    same = [p.split() for p in paragraphs(before)] == [p.split() for p in paragraphs(after)]
    assert differences(before, after).is_same == same


@ON_ANY_MACHINE
@given(TEXTS)
def test_a_text_is_the_same_as_itself_however_its_lines_break(text: str) -> None:
    assert differences(text, text.replace(" ", "\n")).is_same


@ON_ANY_MACHINE
@given(st.lists(st.integers(0, 3), max_size=12), st.lists(st.integers(0, 3), max_size=12))
def test_an_alignment_is_in_order_equal_and_longest(old: list[int], new: list[int]) -> None:
    found = aligned(old, new, 24)
    assert found is not None
    assert all(old[before] == new[after] for before, after in found)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found))
    assert len(found) == longest(old, new)


def longest(old: list[int], new: list[int]) -> int:
    """The length of a longest common subsequence, by the book."""
    row = [0] * (len(new) + 1)
    for one in old:
        above = row[:]
        for at, other in enumerate(new):
            row[at + 1] = above[at] + 1 if one == other else max(above[at + 1], row[at])
    return row[-1]


@pytest.mark.parametrize(
    ("before", "after", "wanted"),
    [
        ("Elva er ren.", "Elva er ren.", []),
        ("Elva er ren.", "Elva er ikke ren.", [("new", "ikke")]),
        ("Elva er ganske ren.", "Elva er ren.", [("gone", "ganske")]),
        ("Elva er ren.", "Elva er skitten.", [("gone", "ren"), ("new", "skitten")]),
        ("Elva er ren.", "Elva er ren!", [("gone", "."), ("new", "!")]),
        ("ძველი ტექსტი აქ არის", "ახალი ტექსტი აქ არის", [("gone", "ძველი"), ("new", "ახალი")]),
        ("كِتابُ المدرسةِ هنا", "كِتابُ النهرِ هنا", [("gone", "المدرسةِ"), ("new", "النهرِ")]),
        ("a\u0301 ren elv", "á ren elv", []),
    ],
)  # fmt: skip
def test_words(before: str, after: str, wanted: list[tuple[str, str]]) -> None:
    found = differences(before, after).passages
    shown = [(run.change.value, run.text.strip()) for passage in found for run in passage.runs]
    assert [each for each in shown if each[0] != "same"] == wanted


def test_a_single_word_between_two_changes_does_not_disturb_the_eye() -> None:
    assert told("vi målte hver uke og skrev ned", "laget regnet ut og tegnet kart") == [
        ("gone", "vi målte hver uke og skrev ned"), ("new", "laget regnet ut og tegnet kart"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "after", "changes"),
    [
        ("A a a a\n\nB b b b", "B b b b\n\nA a a a", ["moved", "same"]),
        ("En to tre\n\nFire fem seks", "En to tre", ["same", "gone"]),
        ("En to tre", "Null null\n\nEn to tre", ["new", "same"]),
        ("En to tre fire", "En to tre fem", ["changed"]),
        ("", "Noe nytt", ["new"]),
        ("Noe gammelt", "", ["gone"]),
        ("Rød grønn blå", "Helt andre ord står nå", ["new", "gone"]),
    ],
)  # fmt: skip
def test_paragraphs(before: str, after: str, changes: list[str]) -> None:
    assert sorted(each.change.value for each in differences(before, after).passages) == sorted(
        changes
    )


def test_a_paragraph_that_moved_and_changed_a_little_is_still_known() -> None:
    long = "Lagene møttes på video hver annen uke og skrev referat sammen i TwinSpace"
    before = f"{long}\n\nAndre\n\nTredje avsnitt her"
    after = f"Andre\n\nTredje avsnitt her\n\n{long} siden"
    found = [each for each in differences(before, after).passages if each.change is Change.MOVED]
    assert [(each.before, each.after) for each in found] == [(1, 3)]
    assert found[0].runs[-1].text.strip() == "siden"


@pytest.mark.parametrize("unit", ["a b ", "a", "a\n\n", "( ) "])
def test_a_huge_text_is_told_to_differ_and_no_more(unit: str) -> None:
    huge = unit * (15 * 2**20 // len(unit.encode()))
    assert differences(huge, huge + " til slutt").too_long
    assert differences(huge, huge).is_same


@pytest.mark.parametrize("unit", ["a b ", "b a ", "a\n\nb\n\n", "x y\n\n"])
def test_the_longest_text_that_is_compared_ends_in_time(unit: str) -> None:
    before = unit * (LONGEST // len(unit) // 2)
    after = "b c " + unit[::-1] * (LONGEST // len(unit) // 3)
    found = differences(before, after)
    assert not found.is_same
    assert not found.too_long


def test_the_longer_paragraph_stays_and_the_shorter_one_moved() -> None:
    long, short = "Hva forteller elva oss om tida før og nå her", "Rollene gikk på omgang i laget"
    before, after = f"{short}\n\n{long}", f"{long} og noe mer\n\n{short} siden"
    found = [(each.change.value, each.before) for each in differences(before, after).passages]
    assert found == [("changed", 2), ("moved", 1)]


def test_a_paragraph_that_moved_and_was_written_on_is_known_by_its_beginning() -> None:
    first = "Rollene gikk på omgang måleleder skribent kartograf og talsperson"
    before = f"{first}\n\nElva fryser om vinteren her nord hos oss i lange tider hvert år"
    after = "Elva fryser om vinteren her nord hos oss i lange tider hvert år\n\n"
    after += f"{first} og ble vurdert av elevene selv ved slutten av hver måned gjennom året"
    moved = [each for each in differences(before, after).passages if each.change is Change.MOVED]
    assert [(each.before, each.after) for each in moved] == [(1, 2)]
