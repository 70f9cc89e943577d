"""Whatever is typed, one of the promised statuses and one document come back, never a fault."""

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.cli import main
from app.cli.catalogue import NAMES

SLOW = {"demo", "doctor", "open", "identity create"}
JUNK = ["", "-", "--", "-o", "--outcome", "grant", "x=met", "--set", "ID/0", "NO-1/2", "0", "é",
        "--lang", "nb", "xx", "--at", "2026-13-01", "\u202e", "a\udcffb", "--scores", "S.json",
        "--scheme", "nql-2022", "--by", "Kari", "../x", "--force", "--help", "C:\\x", "%s",
        "{x}"]  # fmt: skip
WORDS = st.lists(st.one_of(st.sampled_from(JUNK), st.text(max_size=6)), max_size=6)


@settings(max_examples=120, deadline=None,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(name=st.sampled_from([name for name in NAMES if name not in SLOW]), words=WORDS)
def test_every_line_has_an_answer(name, words, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    Path("S.json").write_text("{}")
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("LABEL_DESK_CASEBOOK", str(tmp_path / "book"))
    capsys.readouterr()
    end = main.run([*name.split(), "--json", *words])
    out = capsys.readouterr().out
    assert end.status in {0, 1, 2, 3}, out
    if end.window is None:
        json.loads(out)


@pytest.mark.parametrize("name", [name for name in NAMES if name not in SLOW])
def test_a_command_alone_is_done_or_refused(name, tmp_path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LABEL_DESK_KEYS", str(tmp_path / "keys"))
    monkeypatch.setenv("LABEL_DESK_CASEBOOK", str(tmp_path / "book"))
    assert main.run(name.split()).status in {0, 2, 3}
    assert capsys.readouterr() != ("", "")
