"""The gettext catalogues under resources/locale, loaded once per language."""

import gettext
from contextvars import ContextVar
from functools import cache

from app.resources import resource

LANGUAGES = {"en": "English", "nb": "Norsk bokmål", "da": "Dansk"}
"""Languages that are complete; the key is the BCP 47 tag."""

_current: ContextVar[str] = ContextVar("language", default="en")


@cache
def catalogue(language: str) -> gettext.NullTranslations:
    """Return the texts of a language; English and unknown languages are the source texts."""
    if language not in LANGUAGES or language == "en":
        return gettext.NullTranslations()
    return gettext.translation("label-desk", resource("locale"), [language])


def use(language: str) -> None:
    """Set the language of the window or command line, once, at the start of a thread's work."""
    _current.set(language if language in LANGUAGES else "en")


def current() -> str:
    """Return the language that ``_`` speaks now."""
    return _current.get()


def _(text: str) -> str:
    """Return the text in the current language."""
    return catalogue(_current.get()).gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of the current language for ``count`` things."""
    return catalogue(_current.get()).ngettext(one, many, count)
