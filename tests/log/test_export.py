"""The exported log, checked by the program and by the separate verifier: the same answers."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from app.log import LogKey, PublicKey
from app.log.export import check_export
from app.models.errors import Unavailable
from app.resources import resource
from app.storage import Casebook
from tests.storage import made

VERIFIER = resource("verifier", "verify_log.py")


@pytest.fixture(scope="module")
def book(tmp_path_factory):
    place = tmp_path_factory.mktemp("logg")
    with Casebook.create(place / "c", clock=made.clock(), keys=place / "k") as casebook:
        made.receive(casebook)
        for number in range(2, 12):
            made.receive(casebook, number=number)
        made.certify(casebook)
        yield casebook


@pytest.fixture(scope="module", params=[True, False], ids=["content", "bare"])
def export(request, book, tmp_path_factory) -> Path:
    return book.export_log(tmp_path_factory.mktemp("ut") / "log.jsonl", content=request.param)


def verifier(*arguments) -> tuple[int, str]:
    run = subprocess.run(
        [sys.executable, "-I", VERIFIER, *map(str, arguments)],
        capture_output=True, encoding="utf-8", check=False, env={"PYTHONIOENCODING": "utf-8"},
    )  # fmt: skip
    return run.returncode, run.stdout


def ours(path, **more):
    with path.open(encoding="utf-8") as lines:
        return check_export(lines, **more)


def test_both_say_that_all_is_well(export, book):
    answer = ours(export)
    assert answer == ours(export, key=PublicKey.of_text(book.beginning().public_key))
    status, said = verifier(export)
    assert (answer.ok, status) == (True, 0)
    assert answer.root in said


def test_plain_values_only_when_asked(book, tmp_path):
    bare = book.export_log(tmp_path / "log.jsonl").read_text(encoding="utf-8")
    for word in ("Solveig", "salt", "Kari", 'content":{'):
        assert word not in bare


def in_leaf(old, new):
    return lambda line: line.update(leaf=line["leaf"].replace(old, new, 1))


CHANGES = {
    "a value": (lambda line: line["content"]["decision.by"].update(value='"Ola"'), "log.content"),
    "a value gone": (lambda line: line["content"].pop("decision.by"), "log.content-missing"),
    "a value more": (lambda line: line["content"].update(x={"salt": "", "value": ""}),
                     "log.content-unlogged"),
    "the leaf": (in_leaf('"decide"', '"revise"'), "log.checkpoint"),
    "the time": (in_leaf("T09", "T08"), "log.time"),
    "a space": (in_leaf(",", ", "), "log.canonical"),
    "a float": (in_leaf('"sequence":12', '"sequence":12.0'), "log.leaf"),
    "another place": (in_leaf('"sequence":12', '"sequence":9'), "log.sequence"),
    "another log": (in_leaf('"origin":"label-desk/', '"origin":"label-desk/0'), "log.origin"),
    "the checkpoint": (lambda line: line.update(
        checkpoint=line["checkpoint"].replace("\n13\n", "\n14\n")), "log.checkpoint"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_both_name_the_same_entry(book, tmp_path, change):
    edit, finding = change
    path = book.export_log(tmp_path / "log.jsonl", content=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    plain = json.loads(lines[13])
    edit(plain)
    lines[13] = json.dumps(plain, ensure_ascii=False)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    found = ours(path)
    status, said = verifier(path)
    assert (found.findings[0].id, found.first_bad) == (finding, 12)
    assert (status, said.splitlines()[0].startswith(f"entry 12: {finding}")) == (1, True)


@pytest.mark.parametrize(
    ("old", "new"),
    [('{"leaf"', '"leaf"'), ('"leaf"', '"lead"'), ('"checkpoint"', '"check"'), ('"salt"', '"salz"'),
     ('\\n12\\n', '\\q12'), ('{"leaf"', '\udcff{"leaf"'), ('=\\n\\n', '\\n\\n')],
)  # fmt: skip
def test_both_name_an_entry_whose_line_cannot_be_read(book, tmp_path, old, new):
    path = book.export_log(tmp_path / "log.jsonl", content=True)
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[12] = lines[12].replace(old, new, 1)
    path.write_bytes("\n".join([*lines, ""]).encode("utf-8", "surrogateescape"))
    found = check_export(path.read_text(encoding="utf-8", errors="replace").splitlines())
    status, said = verifier(path)
    assert (found.ok, found.first_bad, status) == (False, 11, 1)
    assert said.startswith("entry 11: ")


def test_both_see_a_changed_signature_in_the_middle(export, tmp_path):
    lines = export.read_text(encoding="utf-8").splitlines()
    code = json.loads(lines[5])["checkpoint"].split(" ")[-1].strip()
    lines[5] = lines[5].replace(code, code[:20] + ("B" if code[20] == "A" else "A") + code[21:])
    path = tmp_path / "log.jsonl"
    path.write_text("\n".join([*lines, ""]), encoding="utf-8")
    found = ours(path)
    status, said = verifier(path)
    assert ([each.id for each in found.findings], found.first_bad) == (["log.signature"], 4)
    assert (status, said.startswith("entry 4: log.signature")) == (1, True)


def test_both_see_a_cut_tail(book, tmp_path):
    path = book.export_log(tmp_path / "log.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join(lines[:-2]) + "\n", encoding="utf-8")
    assert ours(path).findings[0].id == "log.missing-entry"
    assert "log.missing-entry" in verifier(path)[1]


def test_both_see_a_tail_cut_with_care_by_an_anchor(book, tmp_path):
    """A cut log that also counts itself right is only caught by what is kept elsewhere."""
    path = book.export_log(tmp_path / "log.jsonl")
    lines = path.read_text(encoding="utf-8").splitlines()
    lines[0] = lines[0].replace(f'"entries":{book.size}', f'"entries":{book.size - 2}')
    path.write_text("\n".join(lines[:-2]) + "\n", encoding="utf-8")
    (tmp_path / "anchor").write_text(book.checkpoint, encoding="utf-8")
    assert ours(path).ok
    assert not ours(path, anchors=(book.checkpoint,)).ok
    assert verifier(path)[0] == 0
    assert verifier(path, "--checkpoint", tmp_path / "anchor")[0] == 1


def test_both_trust_only_the_key_they_are_given(export):
    other = LogKey.generate().public
    assert not ours(export, key=other).ok
    assert verifier(export, "--key", other.text)[0] == 1


def test_the_verifier_checks_a_certificates_proof(export, book, tmp_path):
    (tmp_path / "p").write_text(book.proof(5).proof, encoding="utf-8")
    (tmp_path / "q").write_text(book.proof(5).proof.replace("index 5", "index 6"), encoding="utf-8")
    assert verifier(export, "--proof", tmp_path / "p")[0] == 0
    assert verifier(export, "--proof", tmp_path / "q")[0] == 1


@pytest.mark.parametrize("content", ["", "{}\n", "x", '{"format":"label-log","version":2}\n'])
def test_another_file_is_no_export(tmp_path, content):
    path = tmp_path / "x"
    path.write_text(content)
    with pytest.raises(Unavailable, match=r"log\.not-an-export"):
        ours(path)
    assert verifier(path)[0] == 3
