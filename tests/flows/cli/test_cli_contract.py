"""The promises of docs/formats/interface.md: shapes, statuses, one document, two languages."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.cli import main
from app.cli.catalogue import NAMES, command
from app.cli.parser import parser_of
from app.models.window import WindowRequest
from tests.flows.cli.office import ESL, KARI, NQL, Office, points, teacher

ROOT = Path(__file__).resolve().parents[3]


def test_inspect_answers_and_changes_nothing(office: Office) -> None:
    reply = office.asks("inspect", office.application(teacher()))
    assert reply.status == 0
    assert reply.json["ok"] is True
    assert reply.json["application"]["id"] == NQL
    assert set(reply.json["evidence"][0]) == {"id", "path", "media_type", "size", "sha256"}
    assert not office.casebook.exists()


def test_inspect_says_no_with_every_problem(office: Office) -> None:
    file = office.path("x.labelapp")
    file.write_bytes(b"not a zip")
    reply = office.asks("inspect", file)
    assert reply.status == 1
    assert set(reply.json["problems"][0]) == {"code", "severity", "where", "message"}
    assert reply.json["application"] is None


def test_each_file_of_an_import_stands_alone(office: Office) -> None:
    bad = office.path("bad.labelapp")
    bad.write_bytes(b"not a zip")
    reply = office.asks("import", bad, office.application(teacher()), office.path("absent"))
    assert reply.status == 1
    assert [each["id"] for each in reply.json["imported"]] == [NQL]
    assert {str(bad), str(office.path("absent"))} <= {p["file"] for p in reply.json["problems"]}
    assert office.acts() == ["begin", "season", "rejected-file", "receive"]


def test_a_new_office_has_an_empty_queue(office: Office) -> None:
    assert office.does("list") == []
    assert not office.casebook.exists()


def test_the_queue_has_the_promised_keys(ready: Office) -> None:
    row = ready.does("list", "--find", "solveig elva")[0]
    assert set(row) == {"id", "submission", "scheme", "applicant", "school", "title", "status",
                        "total", "pins"}  # fmt: skip
    assert row["status"] == "new"
    assert ready.does("list", "--find", "finnes ikke") == []


def test_evaluate_has_the_promised_keys(office: Office) -> None:
    office.path("S.json").write_text(json.dumps(points(3, s2c=2)))
    found = office.does("evaluate", "--scheme", "nql-2022", "--scores", office.path("S.json"))
    assert list(found) == ["criteria", "gates", "total", "maximum", "minimum_total", "outcome",
                           "certain", "reasons", "explanation", "nearest"]  # fmt: skip
    assert found["outcome"] == "refuse"
    assert found["reasons"] == [{"id": "2c", "points": 2, "minimum": 3}] or found["reasons"]
    assert found["nearest"][0][0] == {"id": "2c", "from": 2, "to": 3}


def test_evaluate_counts_eligibility_of_a_file_or_a_case(ready: Office) -> None:
    ready.path("S.json").write_text(json.dumps(points(4)))
    words = ("evaluate", "--scheme", "nql-2022", "--scores", ready.path("S.json"))
    national = teacher(id="X", declarations={"e1": False})
    file = ready.application(national)
    assert ready.does(*words, "--application", file)["outcome"] == "refuse"
    assert ready.does(*words, "--application", NQL)["outcome"] == "grant"
    assert ready.asks(*words, "--application", "NOBODY-1").code == "case.unknown"
    assert ready.asks(*words, "--at", "tomorrow").code == "arguments.instant"


def test_eligibility_is_answered_by_rule(ready: Office) -> None:
    found = ready.does("eligibility", NQL)
    assert {rule["result"] for rule in found["rules"]} == {"met"}
    assert found["eligible"] is True
    reply = ready.asks("eligibility", NQL, "--set", "e1=met", "--by", KARI, "--note", "x")
    assert reply.code == "eligibility.computed"
    assert ready.asks("eligibility", NQL, "--set", "nothing", "--by", KARI).status == 2


def test_a_person_answers_what_needs_one(office: Office) -> None:
    office.receives(teacher())
    assert office.does("eligibility", NQL)["eligible"] is None
    words = ("eligibility", NQL, "--set", "own-country=met", "--by", KARI, "--note", "Norsk")
    assert office.does(*words)["eligible"] is True


def test_not_eligible_is_status_1(ready: Office) -> None:
    ready.receives(teacher(id="X", declarations={"e1": False}))
    reply = ready.asks("eligibility", "X")
    assert (reply.status, reply.json["eligible"]) == (1, False)


@pytest.mark.parametrize(
    ("words", "status", "code"),
    [
        (("lst",), 2, "command.unknown"),
        (("season",), 2, "command.incomplete"),
        (("season", "sett"), 2, "command.unknown"),
        (("evaluate",), 2, "arguments.wrong"),
        (("list", "--status", "sleeping"), 2, "arguments.wrong"),
        (("decide", "a b", "--outcome", "grant", "--evaluator", "K"), 2, "case.reference"),
        (("decide", "NO-1", "--outcome", "grant", "--evaluator", "K"), 1, "case.unknown"),
        (("inspect", "absent.labelapp"), 3, "file.absent"),
        (("import", "absent.labelapp"), 3, "file.absent"),
        (("verify", "absent.pdf"), 3, "file.absent"),
        (("scheme", "show", "nobody"), 1, "scheme.unknown"),
        (("scheme", "check", "absent.toml"), 3, "file.absent"),
        (("season", "set", "no.such", "x"), 2, "season.key"),
        (("export", "awards", "-o", "awards.doc"), 2, "file.suffix"),
        (("letter", NQL, "-o", "letter.doc"), 2, "file.suffix"),
        (("letter", NQL, "-o", "letter.txt"), 1, "letter.undecided"),
        (("certify", NQL, "-o", "c.pdf"), 1, "certify.not-granted"),
        (("revise", NQL, "--outcome", "grant", "--evaluator", "K"), 1, "revise.undecided"),
        (("orders", "export", "-o", "o.csv"), 1, "order.unknown"),
        (("casebook", "restore", "absent.zip"), 3, "file.absent"),
    ],
)  # fmt: skip
def test_a_failure_is_one_document_with_its_status(ready: Office, words, status, code) -> None:
    reply = ready.asks(*words)
    assert (reply.status, reply.code) == (status, code)
    assert set(reply.json["error"]) == {"code", "message", "hint"}
    assert reply.json["error"]["message"] in reply.err


def test_people_read_errors_on_standard_error(ready: Office) -> None:
    reply = ready.says("scheme", "show", "nobody")
    assert reply.out == ""
    assert "nobody" in reply.err


def test_common_options_stand_before_or_after(office: Office) -> None:
    for words in (("--json", "scheme", "list"), ("scheme", "--json", "list"),
                  ("scheme", "list", "--json")):  # fmt: skip
        assert {each["id"] for each in office.says(*words).json} == {"nql-2022", "esl-2022"}


@pytest.mark.parametrize("name", NAMES)
def test_help_has_an_example_that_parses(office: Office, name: str) -> None:
    reply = office.says(*name.split(), "--help")
    example = command(name).example
    assert reply.status == 0
    assert f"label-desk {example}" in reply.out
    assert example.startswith(name)
    assert office.asks(*name.split(), "--help").json["help"] == reply.out


@pytest.mark.parametrize("name", NAMES)
def test_every_command_is_in_the_manual(name: str) -> None:
    """docs/formats/interface.md names each command and each of its options."""
    manual = (ROOT / "docs" / "formats" / "interface.md").read_text(encoding="utf-8")
    section = manual.partition(f"### `{name}")[2].partition("\n### ")[0]
    assert section, name
    options = parser_of(command(name))._option_string_actions
    common = {"--help", "-h", "--casebook", "--json", "--lang"}
    missing = [each for each in options if each not in common and f"`{each}" not in section]
    assert missing == []


def test_a_fault_writes_a_report_without_personal_data(office, monkeypatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("Solveig Hansen")

    monkeypatch.setattr("app.casework.rubrics.schemes", broken)
    monkeypatch.setenv("XDG_STATE_HOME", str(office.folder))
    reply = office.asks("scheme", "list")
    report = Path(reply.json["error"]["report"]).read_text(encoding="utf-8")
    assert (reply.status, reply.code) == (70, "fault")
    assert "RuntimeError" in report
    assert "Solveig" not in report + reply.out + reply.err
    assert str(ROOT) not in report


def test_a_casebook_that_is_open_elsewhere_says_so(ready: Office) -> None:
    words = [sys.executable, "-m", "app", "--casebook", str(ready.casebook), "list", "--json"]
    from app.casework import keep

    with keep.open_casebook(ready.casebook):
        found = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, check=False)
    assert found.returncode == 3
    assert json.loads(found.stdout)["error"]["code"] == "casebook.open-elsewhere"
    assert "This casebook is open in another Label Desk." in found.stderr


@pytest.fixture
def hears_ctrl_c() -> Iterator[None]:
    """Let children hear Ctrl-C also where the tests run behind a shell that had it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.skipif(os.name == "nt", reason="needs SIGINT")
@pytest.mark.usefixtures("hears_ctrl_c")
def test_ctrl_c_stops_with_130_and_nothing_half(ready: Office) -> None:
    files = [ready.application(teacher(id=f"NO-{number}")) for number in range(60)]
    words = ["-m", "app", "--casebook", str(ready.casebook), "import", "--json", *map(str, files)]
    with subprocess.Popen([sys.executable, *words], cwd=ROOT, stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE, text=True) as child:  # fmt: skip
        packages, deadline = ready.casebook / "packages", time.monotonic() + 30
        while len(list(packages.iterdir())) < 5 and time.monotonic() < deadline:
            os.sched_yield()
        child.send_signal(signal.SIGINT)
        out, _ = child.communicate(timeout=30)
    assert child.returncode == 130
    assert json.loads(out)["error"]["code"] == "cancelled"
    assert ready.does("log", "verify")["ok"]
    kept = {row["id"] for row in ready.does("list")} - {NQL, ESL}
    assert 0 < len(kept) < 60
    assert list((ready.casebook / "staging").iterdir()) == []


def test_the_window_is_asked_for_not_opened(office: Office, monkeypatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    file = office.application(teacher())
    end = main.run(["--casebook", str(office.casebook), str(file), "--lang", "nb"])
    assert end.window == WindowRequest(office.casebook, (file,), "nb")
    assert main.run([]).window is not None


def test_no_window_for_a_file_or_screen_that_is_not_there(office: Office, monkeypatch) -> None:
    assert office.asks("open", "absent.labelapp").code == "file.absent"
    for name in ("QT_QPA_PLATFORM", "DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr("sys.platform", "linux")
    assert (office.asks("open").status, office.asks("open").code) == (3, "window.no-screen")


def test_the_command_line_loads_no_window_and_no_press() -> None:
    code = ("import sys; from app.cli import main; main.run(['scheme', 'list']);"
            "bad = {'PySide6', 'reportlab', 'uharfbuzz', 'pyhanko', 'aiohttp', 'PIL', 'pypdfium2'};"
            "sys.exit(','.join(bad & set(sys.modules)) or 0)")  # fmt: skip
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
