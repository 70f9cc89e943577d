"""One command as a value, what it gives back, and the words common to all."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.models.message import Message
from app.models.plain import Plain
from app.models.window import WindowRequest

if TYPE_CHECKING:
    from app.cli.sitting import Sitting


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command found: ``document`` for programs, ``text`` for people, the exit status."""

    document: Plain = None
    text: str = ""
    status: int = 0
    window: WindowRequest | None = None


@dataclass(frozen=True, slots=True)
class Command:
    """One command. ``example`` follows the program's name; ``arguments`` adds its own words."""

    name: str
    summary: Message
    example: str
    arguments: Callable[[argparse.ArgumentParser], None]
    run: Callable[["Sitting", argparse.Namespace], Answer]


def no_arguments(_: argparse.ArgumentParser) -> None:
    """Add nothing: the command has no words of its own."""
