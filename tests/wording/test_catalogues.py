"""Every sentence of the program is said in every language, with the same places for values."""

import importlib.util
import re
import string
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message

ROOT = Path(__file__).resolve().parents[2]


def _renew():
    file = ROOT / "resources" / "locale" / "renew.py"
    spec = importlib.util.spec_from_file_location("renew_catalogues", file)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


renew = _renew()


@pytest.fixture(scope="module")
def template() -> Catalog:
    return renew.collect()


def test_no_sentence_hides_in_an_f_string() -> None:
    """What stands there is not collected, and so never translated."""
    hidden = re.compile(r"\{(?:_|ngettext|message|counted)\(")
    found = [
        f"{path.name}:{number}"
        for path in (ROOT / "app").rglob("*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if hidden.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("language", renew.LANGUAGES)
def test_every_sentence_is_translated(language: str, template: Catalog) -> None:
    assert renew.missing(renew.merged(language, template)) == []


@pytest.mark.parametrize("language", renew.LANGUAGES)
def test_the_files_are_current(language: str, template: Catalog) -> None:
    folder = ROOT / "resources" / "locale" / language / "LC_MESSAGES"
    written = (folder / "label-desk.po").read_bytes(), (folder / "label-desk.mo").read_bytes()
    wanted = renew.po_bytes(renew.merged(language, template)), renew.mo_bytes(language)
    # Compared as a yes or no: a difference between two whole catalogues takes minutes to print.
    is_current = written == wanted
    assert is_current, "run resources/locale/renew.py"


@pytest.mark.parametrize("language", renew.LANGUAGES)
def test_translations_keep_the_places_for_values(language: str) -> None:
    wrong = [entry.id for entry in renew.read(language) if entry.id and not _same_places(entry)]
    assert wrong == []


def _same_places(entry: Message) -> bool:
    sources = entry.id if isinstance(entry.id, tuple) else (entry.id,)
    texts = entry.string if isinstance(entry.string, tuple) else (entry.string,)
    wanted = set().union(*(_places(text) for text in sources))
    return all(_places(text) <= wanted for text in texts) and (
        set().union(*(_places(text) for text in texts)) == wanted
    )


def _places(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}
