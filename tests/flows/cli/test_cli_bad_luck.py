"""What a coordinator is told when files are gone, old or altered; nothing is lost by it."""

import shutil

import pytest

from tests.flows.cli.office import NQL, Office, points, teacher


def aside(office: Office) -> None:
    """Put back the database as it was before one more act."""
    kept = office.path("kept.sqlite")
    shutil.copy(office.casebook / "casebook.sqlite", kept)
    office.does("season", "set", "signatory.name", "Ada")
    shutil.copy(kept, office.casebook / "casebook.sqlite")


def test_an_older_copy_is_told_with_every_answer(ready: Office) -> None:
    aside(ready)
    listed = ready.asks("list")
    assert (listed.status, len(listed.json)) == (0, 2)
    assert "older than the newest known" in listed.err


def test_an_older_copy_takes_nothing_in_and_says_why(ready: Office) -> None:
    aside(ready)
    reply = ready.asks("import", ready.application(teacher(id="NO-1")))
    assert (reply.status, reply.code) == (3, "casebook.read-only")
    assert list((ready.casebook / "staging").iterdir()) == []


def test_the_doctor_misses_the_identity(ready: Office) -> None:
    (ready.casebook / "identity.p12").unlink()
    reply = ready.asks("doctor")
    broken = [each["id"] for each in reply.json["checks"] if each["ok"] is False]
    assert (reply.status, broken) == (1, ["identity"])


@pytest.mark.parametrize("change", [lambda path: path.unlink(), lambda path: path.write_bytes(b"")])
def test_a_received_file_that_changed_is_found_and_nothing_is_signed(
    ready: Office, change: object
) -> None:
    ready.scores(NQL, points())
    assert ready.decides(NQL, "grant").status == 0
    for path in (ready.casebook / "packages").iterdir():
        change(path)
    signed = ready.asks("certify", NQL, "-o", ready.path("c.pdf"))
    assert (signed.status, ready.path("c.pdf").exists()) == (3, False)
    assert ready.asks("log", "verify").status == 1
    assert ready.asks("doctor").status == 1
