"""Turning an untranslated message, or names by language, into one text."""

from collections.abc import Mapping
from typing import Protocol, runtime_checkable

from app.wording.catalogue import catalogue, current


@runtime_checkable
class Sayable(Protocol):
    """A template with values, as ``app.models.message.Message``."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def plural(self) -> str | None: ...  # noqa: D102
    @property
    def count(self) -> int: ...  # noqa: D102
    @property
    def values(self) -> Mapping[str, object]: ...  # noqa: D102


def say(message: Sayable, language: str | None = None) -> str:
    """Return the message in ``language``, by default the current one."""
    language = language or current()
    texts = catalogue(language)
    if message.plural is None:
        template = texts.gettext(message.text)
    else:
        template = texts.ngettext(message.text, message.plural, message.count)
    values = {
        name: say(value, language) if isinstance(value, Sayable) else str(value)
        for name, value in message.values.items()
    }
    return template.format_map(values)


def pick(names: Mapping[str, str], language: str | None = None) -> str:
    """Return the text in ``language``, else in its base language, English, or any."""
    language = language or current()
    for tag in (language, language.split("-", maxsplit=1)[0], "en"):
        if tag in names:
            return names[tag]
    return next(iter(names.values()), "")
