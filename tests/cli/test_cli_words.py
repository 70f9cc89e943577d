"""Which command is meant, whatever stands before or after it."""

import pytest

from app.cli.parser import HelpAsked
from app.cli.table import plain, table, width
from app.cli.words import Typed, typed
from app.models.errors import Misused


@pytest.mark.parametrize(
    ("words", "name", "rest"),
    [
        ((), "open", ()),
        (("--json",), "open", ("--json",)),
        (("list",), "list", ()),
        (("--casebook", "x", "list", "--json"), "list", ("--casebook", "x", "--json")),
        (("--lang=nb", "season", "show"), "season show", ("--lang=nb",)),
        (("season", "--json", "set", "a", "b"), "season set", ("--json", "a", "b")),
        (("a.labelapp", "b.labelapp"), "open", ("a.labelapp", "b.labelapp")),
        (("score", "list"), "score", ("list",)),
    ],
)
def test_the_command_is_found(words, name, rest) -> None:
    assert typed(words) == Typed(name, rest)


@pytest.mark.parametrize("words", [("lst",), ("season", "sett"), ("orders",), ("demoo",)])
def test_what_is_no_command_is_refused(words) -> None:
    with pytest.raises(Misused):
        typed(words)


@pytest.mark.parametrize("words", [("--help",), ("-h",), ("season", "--help"), ("--version",)])
def test_help_needs_no_command(words) -> None:
    with pytest.raises(HelpAsked):
        typed(words)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a\x1b[31mb", "a\\u001b[31mb"),
        ("a\u202eb", "a\\u202eb"),
        ("a\nb", "a b"),
        ("ვარდი Ünï", "ვარდი Ünï"),
        ("\u0646\u200c\u0645", "\u0646\u200c\u0645"),
    ],
)
def test_a_strangers_text_is_shown_not_obeyed(text, shown) -> None:
    assert plain(text) == shown


def test_columns_line_up_in_every_script() -> None:
    lines = table(("a", "b"), [("日本", "1"), ("e\u0301", "2")]).splitlines()
    assert [width(line.rstrip("12b")) for line in lines] == [6, 6, 6]
