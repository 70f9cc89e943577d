"""The ring of keys: who signs, whose signatures count, and logs that change keys on the way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.log import (
    Frontier,
    KeyRing,
    LogKey,
    NotAChange,
    RingKey,
    canonical,
    leaf_hash,
    sign_checkpoint,
    verify_checkpoint,
)  # fmt: skip
from app.log.checker import Checker
from app.log.ring import counting
from tests.log.test_checker import CONTENTS, ORIGIN

KEYS = [LogKey.generate() for _ in range(4)]
STEPS = st.lists(st.sampled_from(["decide", "add", "retire", "stolen"]), max_size=12)


def written(steps, trusted=1):
    """Return leaves and notes of a log that does what fits among the steps, and its ring."""
    ring, frontier, rows = KeyRing.of(KEYS[0].public), Frontier(), []
    for step in ["decide", *steps]:
        number, more, act = len(rows), {}, "decide"
        try:
            if step == "add" and len(ring.keys) < len(KEYS):
                ring, act = ring.added(KEYS[len(ring.keys)].public, number), "key-add"
            elif step == "retire":
                ring, act = ring.retired(number), "key-retire"
            elif step == "stolen":
                size = min(trusted, number)
                ring, act = ring.stolen(size, number), "key-compromised"
                more = {"trusted_size": size}
        except NotAChange:
            pass
        leaf = canonical({
            "version": 1, "origin": ORIGIN, "sequence": number, "previous_size": number,
            "type": act, "at": f"2026-09-21T09:00:{number:02}+02:00", "key": ring.current.id,
            "commitments": CONTENTS, **more,
        })  # fmt: skip
        frontier = frontier.append(leaf_hash(leaf))
        signers = [key for each in ring.active for key in KEYS if key.public == each]
        note = sign_checkpoint(signers[0], ORIGIN, frontier.size, frontier.root(), *signers[1:])
        rows.append((leaf, note))
    return rows, ring


def check(rows, contents=CONTENTS):
    checker = Checker(KEYS[0].public, later=tuple(each.public for each in KEYS[1:]))
    for number, (leaf, note) in enumerate(rows):
        checker.entry(number, leaf, note.encode(), contents)
        checker.signed(number, note.encode())
    return checker.finish(), checker.ring


@given(STEPS, st.booleans())
def test_the_checker_follows_every_change_of_keys(steps, known):
    rows, ring = written(steps)
    answer, followed = check(rows, CONTENTS if known else None)
    assert (answer.findings, followed) == ((), ring)


@given(STEPS)
def test_exactly_the_keys_that_sign_have_a_line_and_count_unless_stolen(steps):
    rows, ring = written(steps)
    for size, (_, note) in enumerate(rows, 1):
        signed = {key.public for key in KEYS if verify_checkpoint(note, key.public)}
        counts = set(counting(ring.keys, size))
        doubted = {each.public for each in ring.keys if each.is_doubted(size)}
        assert signed - doubted == counts
        assert 1 <= len(signed) <= 2


@given(st.integers(0), st.integers(1, 255), st.sampled_from([2, 3, 5]), st.booleans())
def test_any_changed_byte_of_an_entry_about_keys_is_found(position, flip, entry, known):
    rows, _ = written(["decide", "add", "stolen", "add", "retire", "decide"])
    data = bytearray(rows[entry][0])
    data[position % len(data)] ^= flip
    rows[entry] = (bytes(data), rows[entry][1])
    answer, _ = check(rows, CONTENTS if known else None)
    assert (answer.ok, answer.first_bad) == (False, entry)


def test_a_new_key_counts_only_with_the_line_of_the_old_one():
    rows, _ = written(["decide", "add", "retire"])
    lines = rows[2][1].splitlines(keepends=True)
    for line in lines[-2:]:
        short = "".join(each for each in lines if each != line)
        answer, _ = check([*rows[:2], (rows[2][0], short), rows[3]])
        assert ("log.signature", 2) in {(each.id, each.entry) for each in answer.findings}


def test_what_does_not_fit_the_keys_is_refused():
    one = KeyRing.of(KEYS[0].public)
    two = one.added(KEYS[1].public, 3)
    for wrong in (
        lambda: one.retired(1), lambda: one.stolen(0, 1), lambda: two.added(KEYS[2].public, 4),
        lambda: two.retired(4).retired(5), lambda: two.stolen(6, 5), lambda: two.stolen(-1, 5),
        lambda: two.stolen(2, 5).stolen(1, 6), lambda: one.added(KEYS[0].public, 1),
    ):  # fmt: skip
        with pytest.raises(NotAChange):
            wrong()


def test_of_two_opinions_on_a_key_the_stricter_holds():
    public = KEYS[0].public
    opinions = (RingKey(public), RingKey(public, 0, 9, 4))
    assert (counting(opinions, 4), counting(opinions, 5)) == ((public, public), ())
