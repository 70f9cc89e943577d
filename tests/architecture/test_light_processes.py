"""Each process loads only its own: heavy, hostile and network libraries stay where they are."""

import ast
import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest

APP = Path(__file__).resolve().parents[2] / "app"

NETWORK = {"requests", "urllib3", "http.client", "PySide6.QtNetwork", "PySide6.QtQml"}
DRAWING = {"reportlab", "uharfbuzz", "fontTools", "pyhanko", "aiohttp"}
HOSTILE = {"pypdfium2", "PIL"}
FILMS = "PySide6.QtMultimedia"
BESIDE_FILMS = NETWORK - {"PySide6.QtNetwork"} | {"sqlalchemy", "cryptography"}
"""What decodes films brings Qt's network library along; its process has no internet socket."""
SELDOM = {"openpyxl", "cbor2", "segno", "zxingcpp", "alembic", "jsonschema", "tomlkit"}
SHEETS = {"app.ui.sheets.log", "app.ui.review.decide_sheet", "app.ui.review.letter_sheet"}
"""Loaded when they are first opened, as all sheets are."""


@pytest.mark.parametrize(
    ("entry", "forbidden"),
    [
        ("app.ui.start", NETWORK | DRAWING | HOSTILE | {"sqlalchemy", "PySide6.QtPdf", FILMS}),
        ("app.cli.main", NETWORK | DRAWING | HOSTILE | {"sqlalchemy", "PySide6"}),
        ("app.casework.keep", NETWORK | DRAWING | HOSTILE | SELDOM | {"PySide6"}),
        (
            "app.ui.errands, app.ui.case_view, app.casework.keep",
            NETWORK | DRAWING | HOSTILE | SELDOM | SHEETS | {FILMS},
        ),
        ("app.reader.serve", NETWORK | DRAWING | {"sqlalchemy", "cryptography", "PySide6"}),
        (
            "app.player.serve, app.player.film",
            DRAWING | HOSTILE | SELDOM | BESIDE_FILMS,
        ),
        ("app.press.serve", NETWORK | HOSTILE | {"sqlalchemy", "PySide6"}),
    ],
)
def test_a_process_does_not_load(entry: str, forbidden: set[str]) -> None:
    code = f"import sys, {entry}; print(*sys.modules)"
    loaded = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.split()
    assert forbidden & set(loaded) == set()


def test_only_the_player_uses_what_decodes_films() -> None:
    users = {file.parent.name for file in APP.rglob("*.py") if FILMS in _of_qt(file)}
    assert users == {"player"}


def test_the_window_keeps_no_source_text_of_what_it_loads() -> None:
    code = "import app.ui.start, app.casework.keep, linecache; print(*linecache.cache, sep=chr(10))"
    kept = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout.splitlines()
    sources = [Path(name).parts for name in kept if name.endswith(".py")]
    assert [parts for parts in sources if {"sqlalchemy", "casework"} & set(parts)] == []


def test_the_first_picture_waits_for_no_enumeration_of_qt() -> None:
    """Naming ``Qt`` builds all that is in it: 15 ms of the 140 until the window is painted."""
    code = "import app.ui.start, PySide6.QtCore as core; print('Qt' in vars(core))"
    named = subprocess.run(
        [sys.executable, "-I", "-c", code], capture_output=True, text=True, check=True
    ).stdout
    assert named.strip() == "False"


@pytest.mark.parametrize(
    "name", ["QtNetwork", "QtWebEngineCore", "QtSvg", "QtSvgWidgets", "QtQml", "QtPdf"]
)
def test_no_qt_module_that_opens_the_outside(name: str) -> None:
    modules = {f"PySide6.{name}"}
    found = [file for file in APP.rglob("*.py") if modules & set(_imports(file))]
    assert found == []


def test_the_window_toolkit_keeps_its_references_to_none() -> None:
    """PySide6 6.12.0 loses one at each call that returns nothing, and the process dies."""
    from PySide6.QtCore import QObject

    thing, before = QObject(), sys.getrefcount(None)
    for _ in range(100_000):
        thing.setObjectName("x")
    assert abs(sys.getrefcount(None) - before) < 1_000


def _of_qt(file: Path) -> set[str]:
    return {".".join(name.split(".")[:2]) for name in _imports(file)}


@cache
def _imports(file: Path) -> list[str]:
    nodes = list(ast.walk(ast.parse(file.read_text(encoding="utf-8"))))
    plain = [each.name for node in nodes if isinstance(node, ast.Import) for each in node.names]
    return plain + [
        f"{node.module}.{each.name}" if node.module == "PySide6" else str(node.module)
        for node in nodes
        if isinstance(node, ast.ImportFrom)
        for each in node.names
    ]
