"""The log's key rotates, or is stolen: papers are checked by the keys of their time."""

import shutil
from pathlib import Path
from typing import Any

import pytest

from app.casework import keep, verifier
from tests.flows.cli.office import KARI, Office, points, teacher
from tests.flows.cli.test_cli_paper_code import scanned

SECOND = "NO-NQL-2026-0413"


@pytest.fixture
def both(certified: Office) -> Office:
    """An office that issued a certificate, and granted a second label."""
    certified.receives(teacher(id=SECOND))
    certified.scores(SECOND, points(4))
    certified.decides(SECOND, "grant")
    return certified


def key(office: Office, *words: object) -> dict[str, Any]:
    return dict(office.does("log", "key", *words, "--by", KARI))


def size(office: Office) -> int:
    return int(office.does("log", "verify")["entries"])


def papers(office: Office, path: Path, *words: object) -> dict[str, tuple[str, list[str]]]:
    """Check a certificate as file and by its code; return verdicts and what failed."""
    code = scanned(path.read_bytes())
    found = {}
    for kind, what in (("file", (path,)), ("code", ("--code", code))):
        told = office.asks("verify", *what, *words).json
        found[kind] = (told["verdict"], [e["id"] for e in told["checks"] if e["result"] == "no"])
    return found


GOOD = {"file": ("valid", []), "code": ("valid", [])}
DOUBT = {
    "file": ("restricted", ["log-key-stolen"]), "code": ("restricted", ["log-key-stolen"]),
}  # fmt: skip


def exported(office: Office) -> Path:
    path = office.path("office.pem")
    office.does("identity", "export", "-o", path, "--force")
    return path


def elsewhere(office: Office) -> Office:
    return Office(office.path("elsewhere"), office.capture)


def test_old_and_new_papers_are_valid_here_and_elsewhere_through_a_rotation(both: Office) -> None:
    (only,) = key(both, "list")["keys"]
    assert (only["state"], only["certified"]) == ("signs", True)
    made = key(both, "add")["keys"]
    assert [(each["state"], each["certified"]) for each in made] == [
        ("signs-along", True), ("signs", True),
    ]  # fmt: skip
    both.does("certify", SECOND, "-o", both.path("new.pdf"))
    for step in ("overlap", "retired"):
        if step == "retired":
            assert key(both, "retire")["keys"][0]["state"] == "retired"
        trust = ("--trust", exported(both))
        for name in ("c.pdf", "new.pdf"):
            path = both.path(name)
            assert papers(both, path) == GOOD
            assert papers(elsewhere(both), path, *trust) == GOOD
    assert both.does("log", "verify")["ok"]
    assert {"key-add", "key-retire"} <= {*both.acts()}


def test_what_a_stolen_key_signed_beyond_the_size_is_in_doubt(both: Office) -> None:
    trusted = size(both) - 1
    both.does("certify", SECOND, "-o", both.path("late.pdf"))
    number = both.does("verify", both.path("late.pdf"))["content"]["number"]
    key(both, "add")
    told = key(both, "compromised", "--trusted-size", trusted)
    assert [each["state"] for each in told["keys"]] == ["stolen", "signs"]
    assert told["in_doubt"] == [number]
    trust = ("--trust", exported(both))
    assert papers(both, both.path("c.pdf")) == GOOD
    assert papers(elsewhere(both), both.path("c.pdf"), *trust) == {
        "file": ("valid", []), "code": ("warnings", ["log-key-reported"]),
    }  # fmt: skip
    for office, words in ((both, ()), (elsewhere(both), trust)):
        assert papers(office, both.path("late.pdf"), *words) == DOUBT
    said = both.says("verify", both.path("late.pdf")).out
    assert f"beyond {trusted} entries" in said
    assert "another hand" in said
    assert both.does("log", "verify")["ok"]


@pytest.mark.parametrize("earlier", [1, 0], ids=["beyond", "back-dated"])
def test_a_thief_who_signs_a_code_is_not_believed(both: Office, earlier: int) -> None:
    """The thief has the keys and an older copy of the casebook, and issues a certificate.

    Its size can be one for which the key still counts: a code has no proof of its own.
    """
    thief = Office(both.path("tyv"), both.capture)
    shutil.copytree(both.casebook, thief.casebook)
    keys = both.folder.parent / "nøkler"
    shutil.copytree(keys, both.path("før"))
    trusted = size(both) - earlier
    key(both, "add")
    key(both, "compromised", "--trusted-size", trusted)
    trust = exported(both)
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LABEL_DESK_KEYS", str(both.path("før")))
        thief.does("certify", SECOND, "-o", thief.path("forged.pdf"))
    forged = thief.path("forged.pdf")
    assert papers(both, forged)["code"][0] == "invalid"
    told = papers(elsewhere(both), forged, "--trust", trust)
    if earlier:
        assert papers(both, forged)["file"][0] == "invalid"
        assert told == DOUBT
    else:
        assert told["code"] == ("warnings", ["log-key-reported"])


def test_a_list_by_a_stolen_key_is_refused_and_one_by_the_new_key_is_read(both: Office) -> None:
    lists = [both.path("old.txt"), both.path("new.txt")]
    both.does("log", "withdrawn", "-o", lists[0])
    key(both, "add")
    key(both, "compromised", "--trusted-size", 3)
    both.does("log", "withdrawn", "-o", lists[1])
    code = scanned(both.path("c.pdf").read_bytes())
    words = ("verify", "--code", code, "--trust", exported(both), "--withdrawn")
    refused = elsewhere(both).asks(*words, lists[0])
    assert refused.code == "withdrawn.signer"
    assert elsewhere(both).asks(*words, lists[1]).json["verdict"] == "restricted"


def test_without_the_identity_the_new_key_is_certified_at_the_next_signing(both: Office) -> None:
    told = key(both, "add", "--without-identity")["keys"]
    assert [each["certified"] for each in told] == [True, False]
    assert both.does("identity", "show")["certifies_log"] is False
    key(both, "retire")
    assert "certifies the new key" in both.says("log", "key", "list").out
    both.does("certify", SECOND, "-o", both.path("new.pdf"))
    assert [each["certified"] for each in key(both, "list")["keys"]] == [True, True]
    path = both.path("new.pdf")
    assert papers(elsewhere(both), path, "--trust", exported(both)) == GOOD
    assert papers(both, path) == GOOD


def test_a_wrong_passphrase_adds_nothing(both: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    acts = both.acts()
    monkeypatch.setenv("LABEL_DESK_PASSPHRASE", "wrong")
    assert both.asks("log", "key", "add", "--by", KARI).code == "identity.passphrase"
    assert both.acts() == acts


@pytest.mark.parametrize(
    ("before", "words", "code"),
    [
        ((), ("retire",), "key.only"),
        ((), ("compromised", "--trusted-size", 2), "key.only"),
        (("add",), ("add",), "key.two"),
        (("add",), ("compromised", "--trusted-size", 9999), "key.size"),
        (("add",), ("compromised", "--trusted-size", -1), "key.size"),
        (("add",), ("compromised",), "arguments.wrong"),
        (("add", "retire"), ("retire",), "key.done"),
    ],
)
def test_what_does_not_fit_is_refused_with_a_sentence(
    ready: Office, before: tuple[str, ...], words: tuple[object, ...], code: str
) -> None:
    for step in before:
        key(ready, step)
    acts = ready.acts()
    assert ready.asks("log", "key", *words, "--by", KARI).code == code
    assert ready.acts() == acts


def test_somebody_must_say_who_does_it(ready: Office) -> None:
    assert ready.asks("log", "key", "add").code == "person.missing"
    assert "key-add" not in ready.acts()


def test_the_page_for_others_knows_every_key(both: Office) -> None:
    key(both, "add")
    key(both, "compromised", "--trusted-size", 4)
    with keep.open_casebook(both.casebook) as casebook:
        known = verifier.office(casebook)["keys"]
    assert [(each["trusted"], each["end"] is None) for each in known] == [(4, False), (None, True)]
