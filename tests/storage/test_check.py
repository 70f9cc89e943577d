"""Whatever is changed behind the casebook's back is found, and the exact entry named."""

import json
import random
import sqlite3
from dataclasses import replace

import pytest

from app.log import Frontier, LogKey, canonical, leaf_hash, sign_checkpoint
from app.models.errors import Unavailable
from app.models.log import Act
from app.storage import Casebook
from tests.storage import made

VICTIM = 3


@pytest.fixture
def closed(casebook, folder):
    """A casebook of six entries; entry 3 is a decision."""
    made.receive(casebook)
    made.certify(casebook)
    for _ in range(3):
        made.decide(casebook)
    with casebook.act(Act.SEAL) as act:
        act.store(made.review(act.index))
    casebook.close()
    return folder / "casebook.sqlite"


def tamper(database, *statements):
    """Write as anyone with the file could: triggers and foreign keys do not hold them back."""
    raw = sqlite3.connect(database)
    for (trigger,) in raw.execute(
        "SELECT name FROM sqlite_master WHERE type = 'trigger'"
    ).fetchall():
        raw.execute(f"DROP TRIGGER {trigger}")
    for statement in statements:
        raw.execute(*statement) if isinstance(statement, tuple) else raw.execute(statement)
    raw.commit()
    raw.close()


def check(reopen):
    with reopen(backup=False) as casebook:
        return casebook.check()


def test_an_untouched_one_is_whole(closed, reopen):
    answer = check(reopen)
    assert (answer.ok, answer.entries, answer.first_bad, answer.findings) == (True, 8, None, ())


EDITS = {
    "a decision's outcome": ("UPDATE decision SET value = replace(value, 'grant', 'refuse') "
                             "WHERE entry = 4", "log.content", 4),
    "a salt": ("UPDATE decision SET salt = zeroblob(32) WHERE entry = 4", "log.content", 4),
    "a reason": ("UPDATE personal SET value = '\"Nei\"' WHERE entry = 4 AND field = "
                 "'decision.reason'", "log.content", 4),
    "the form": ("UPDATE form SET value = replace(value, 'Ringve', 'Byåsen') WHERE entry = 1",
                 "log.content", 1),
    "a PDF": ("UPDATE personal SET value = x'00' WHERE field = 'certificate.pdf'",
              "log.content", 3),
    "a decision removed": ("DELETE FROM decision WHERE entry = 5", "log.content-missing", 5),
    "a reason removed": ("DELETE FROM personal WHERE entry = 5 AND field = 'decision.reason'",
                         "log.content-missing", 5),
    "a decision slipped in": ("INSERT INTO decision (entry, salt, value) SELECT 1, salt, "
                              "replace(value, 'D-4', 'D-1') FROM decision WHERE entry = 4",
                              "log.content-unlogged", 1),
    "a decision beyond the end": ("INSERT INTO decision (entry, salt, value) SELECT 99, salt, "
                                  "replace(value, 'D-4', 'D-99') FROM decision WHERE entry = 4",
                                  "log.content-unlogged", 99),
    "the leaf's time": ("UPDATE entry SET leaf = replace(leaf, 'T09:', 'T08:') WHERE number = 4",
                        "log.checkpoint", 4),
    "the leaf not canonical": ("UPDATE entry SET leaf = replace(leaf, ',\"key\"', ', \"key\"') "
                               "WHERE number = 4", "log.canonical", 4),
    "a float in the leaf": ("UPDATE entry SET leaf = replace(leaf, '\"sequence\":4', "
                            "'\"sequence\":4.0') WHERE number = 4", "log.leaf", 4),
    "a checkpoint": ("UPDATE entry SET checkpoint = (SELECT checkpoint FROM entry WHERE "
                     "number = 4) WHERE number = 5", "log.checkpoint", 5),
    "an entry cut out": ("DELETE FROM entry WHERE number = 4", "log.missing-entry", 4),
    "the edge of the tree": ("UPDATE frontier SET hashes = zeroblob(32)", "log.frontier", None),
}  # fmt: skip


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_an_edited_row_is_named(closed, reopen, edit):
    statement, finding, entry = edit
    tamper(closed, statement)
    answer = check(reopen)
    assert (finding, entry) in {(each.id, each.entry) for each in answer.findings}
    assert answer.first_bad == entry


def test_two_swapped_leaves_are_named(closed, reopen):
    tamper(
        closed,
        "UPDATE entry SET number = -1 WHERE number = 4",
        "UPDATE entry SET number = 4 WHERE number = 5",
        "UPDATE entry SET number = 5 WHERE number = -1",
    )
    findings = {(each.id, each.entry) for each in check(reopen).findings}
    assert {("log.sequence", 4), ("log.sequence", 5)} <= findings


def rewritten(closed, key):
    """Recompute every hash after an edit, signing with a key of one's own (L2)."""
    raw = sqlite3.connect(closed)
    rows = raw.execute("SELECT number, leaf FROM entry ORDER BY number").fetchall()
    raw.close()
    frontier, statements = Frontier(), []
    for number, leaf in rows:
        stated = json.loads(leaf)
        if number == VICTIM:
            stated["at"] = stated["at"].replace("T09", "T08")
        data = canonical(stated)
        frontier = frontier.append(leaf_hash(data))
        note = sign_checkpoint(key, stated["origin"], number + 1, frontier.root())
        statements.append(
            ("UPDATE entry SET leaf = ?, checkpoint = ? WHERE number = ?",
             (data.decode(), note, number))
        )  # fmt: skip
    edge = (frontier.size, b"".join(frontier.hashes))
    return [*statements, ("UPDATE frontier SET size = ?, hashes = ?", edge)]


def test_recomputing_all_hashes_needs_the_key(closed, reopen):
    tamper(closed, *rewritten(closed, LogKey.generate()))
    with reopen(backup=False) as casebook:
        assert casebook.read_only_because is not None
        assert "log.signature" in {each.id for each in casebook.check().findings}


def test_recomputing_with_the_key_meets_the_remembered_checkpoint(closed, keys, reopen):
    key = LogKey.of_pem(next(keys.glob("*.pem")).read_bytes())
    tamper(closed, *rewritten(closed, key))
    assert "log.other-history" in {each.id for each in check(reopen).findings}


def test_a_damaged_log_takes_no_more_acts(closed, reopen):
    tamper(closed, EDITS["a reason"][0])
    with reopen(backup=False) as casebook:
        casebook.check()
        assert "entry 4" in str(casebook.read_only_because)
        with pytest.raises(Unavailable, match=r"casebook\.read-only"), casebook.act(Act.EXPORT):
            pass


@pytest.mark.parametrize("seed", range(16))
def test_a_flipped_bit_is_found_or_means_nothing(closed, reopen, seed):
    """Every flip is found at opening or by the check, or what is read is still the same."""
    whole = closed.read_bytes()
    pages = random.Random(seed)
    position = pages.randrange(100, len(whole))
    flipped = bytes([whole[position] ^ 1 << pages.randrange(8)])
    with reopen(backup=False) as casebook:
        before = everything(casebook)
    closed.write_bytes(whole[:position] + flipped + whole[position + 1 :])
    found = "checked"
    try:
        with reopen(backup=False) as casebook:
            answer = casebook.check()
            assert not answer.ok or everything(casebook) == before
    except Unavailable as error:
        found = error.code
    assert found in {"checked", "casebook.damaged", "casebook.not-one", "casebook.unreadable"}


def everything(casebook: Casebook):
    """Return all that is read; of the checkpoints the newest, which speaks for all before it."""
    entries = casebook.entries()
    return (
        [replace(each, checkpoint="") for each in entries], entries[-1].checkpoint,
        casebook.decisions(), casebook.certificates("NO-NQL-2026-0412"),
        casebook.submissions("NO-NQL-2026-0412"), casebook.case_facts(),
        casebook.reviews("NO-NQL-2026-0412"),
    )  # fmt: skip


def test_packages_are_hashed_again(casebook):
    made.receive(casebook)
    assert [each.id for each in casebook.check(packages=True).findings] == ["package.missing"]
    casebook.package_path(made.HASH).write_bytes(b"other")
    assert [each.id for each in casebook.check(packages=True).findings] == ["package.changed"]


def test_progress_can_cancel(casebook):
    def stop(fraction, message):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        casebook.check(progress=stop)
