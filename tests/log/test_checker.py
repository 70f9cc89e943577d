"""The checker: any changed byte of a leaf or checkpoint is found, and the entry named."""

from hypothesis import example, given
from hypothesis import strategies as st

from app.log import Frontier, LogKey, canonical, leaf_hash, parse_checkpoint, sign_checkpoint
from app.log.checker import Checker
from app.log.findings import SENTENCES, said
from app.models.log import LogFinding

KEY = LogKey.generate()
ORIGIN = "label-desk/3f2a9c0d1e4b5a67"
CONTENTS = {"decision": "ab" * 32, "decision.by": "cd" * 32}


def leaf(number, **changes):
    return canonical(
        {
            "version": 1, "origin": ORIGIN, "sequence": number, "previous_size": number,
            "type": "decide", "at": f"2026-09-21T09:00:0{number}+02:00", "key": KEY.public.id,
            "commitments": CONTENTS,
        } | changes
    )  # fmt: skip


def log(*leaves):
    """Sign every size, as the casebook does."""
    frontier, rows = Frontier(), []
    for each in leaves:
        frontier = frontier.append(leaf_hash(each))
        note = sign_checkpoint(KEY, ORIGIN, frontier.size, frontier.root())
        rows.append((each, note.encode()))
    return rows


def check(rows, contents=CONTENTS, **more):
    checker = Checker(KEY.public, **more)
    for number, (each, note) in enumerate(rows):
        checker.entry(number, each, note, contents)
    return checker.finish()


ROWS = log(leaf(0), leaf(1, package="ef" * 32), leaf(2, scheme="ef" * 32, season="ef" * 32))


def test_an_honest_log_is_well():
    assert check(ROWS).ok
    assert check(ROWS, contents=None).ok


@given(st.integers(0, 2), st.integers(0), st.integers(1, 255), st.booleans())
@example(entry=1, position=10, flip=128, known=True)
@example(entry=1, position=17, flip=64, known=True)
def test_any_changed_byte_of_a_leaf_is_found(entry, position, flip, known):
    data = bytearray(ROWS[entry][0])
    data[position % len(data)] ^= flip
    rows = [*ROWS]
    rows[entry] = (bytes(data), ROWS[entry][1])
    answer = check(rows, contents=CONTENTS if known else None)
    assert (answer.ok, answer.first_bad) == (False, entry)


@given(st.integers(0), st.integers(1, 255))
def test_any_changed_byte_of_the_newest_checkpoint_is_found(position, flip):
    data = bytearray(ROWS[2][1])
    data[position % len(data)] ^= flip
    answer = check([*ROWS[:2], (ROWS[2][0], bytes(data))])
    assert (answer.ok, answer.first_bad) == (False, 2)


def test_a_separator_that_is_no_t_is_no_instant():
    odd = leaf(0).replace(b"T09", b'"09')
    assert "log.leaf" in {each.id for each in check(log(odd)).findings}


def test_time_may_go_back_when_it_is_said():
    back = "2026-09-20T09:00:00+02:00"
    assert check(log(leaf(0), leaf(1, at=back, clock_moved=True), leaf(2))).ok
    silent = check(log(leaf(0), leaf(1, at=back)))
    assert [(each.id, each.entry) for each in silent.findings] == [("log.time", 1)]


def test_a_lie_about_the_clock_is_found():
    answer = check(log(leaf(0), leaf(1, clock_moved=True)))
    assert [each.id for each in answer.findings] == ["log.time"]


def test_anchors_of_this_history_fit():
    anchors = tuple(parse_checkpoint(note.decode()) for _, note in ROWS)
    assert check(ROWS, anchors=anchors).ok


def test_an_anchor_of_another_history_does_not():
    other = log(leaf(0), leaf(1))
    answer = check(ROWS, anchors=(parse_checkpoint(other[1][1].decode()),))
    assert [(each.id, each.entry) for each in answer.findings] == [("log.other-history", 1)]


def test_an_anchor_beyond_the_end_shows_a_cut():
    answer = check(ROWS[:2], anchors=(parse_checkpoint(ROWS[2][1].decode()),))
    assert [(each.id, each.detail) for each in answer.findings] == [("log.older", "2/3")]


def test_every_finding_has_a_sentence():
    for finding in SENTENCES:
        assert str(said(LogFinding(finding, 3, "decision.by")))
