"""From the words typed to a command: which one is meant, and what is left for its parser."""

from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path

from app import __version__
from app.cli.catalogue import HEADS, NAMES, command, members
from app.cli.command import Command
from app.cli.parser import PROGRAM, HelpAsked
from app.models.errors import Misused
from app.models.message import message
from app.wording import LANGUAGES, _, say

WITH_VALUE = ("--casebook", "--lang")


@dataclass(frozen=True, slots=True)
class Typed:
    """The full name of the command, and all other words in their order."""

    name: str
    rest: tuple[str, ...]


def typed(arguments: tuple[str, ...]) -> Typed:
    """Find the command; no command, or files instead of one, mean ``open``."""
    before, head, after = split(arguments)
    if head is None:
        asked(before)
        return Typed("open", before)
    if head not in HEADS:
        if is_file(head):
            return Typed("open", arguments)
        raise unknown(head, HEADS)
    if head in NAMES:
        return Typed(head, before + after)
    return second(head, before + after)


def second(head: str, rest: tuple[str, ...]) -> Typed:
    """Find the second word of a group such as ``season set``."""
    before, word, after = split(rest)
    names = members(head)
    choices = tuple(name.split()[1] for name in names)
    if word is None:
        if {"-h", "--help"} & set(before):
            raise HelpAsked(overview(names, f"{PROGRAM} {head}"))
        raise Misused(
            "command.incomplete",
            message("“{head}” needs a second word: {choices}.", head=head,
                    choices=", ".join(choices)),
        )  # fmt: skip
    if word not in choices:
        raise unknown(word, choices, f"{head} ")
    return Typed(f"{head} {word}", before + after)


def split(arguments: tuple[str, ...]) -> tuple[tuple[str, ...], str | None, tuple[str, ...]]:
    """Return what stands before the first word that is no option, that word, and the rest."""
    index = 0
    while index < len(arguments):
        if not arguments[index].startswith("-"):
            return arguments[:index], arguments[index], arguments[index + 1 :]
        index += 2 if arguments[index] in WITH_VALUE else 1
    return arguments, None, ()


def is_file(word: str) -> bool:
    """Tell whether a word that is no command looks like a file to open."""
    return "." in word or "/" in word or "\\" in word or Path(word).exists()


def unknown(word: str, choices: tuple[str, ...], head: str = "") -> Misused:
    """Return the error of a word that is no command, with the nearest one as hint."""
    near = get_close_matches(word, choices, n=1)
    hint = (
        message("Did you mean “{program} {near}”?", program=PROGRAM, near=head + near[0])
        if near
        else message("“{program} --help” shows every command.", program=PROGRAM)
    )
    return Misused("command.unknown", message("There is no command “{word}”.", word=head + word),
                   hint)  # fmt: skip


def asked(options: tuple[str, ...]) -> None:
    """Raise the answer when only help or the version is asked for."""
    if {"-h", "--help"} & set(options):
        raise HelpAsked(overview(NAMES, PROGRAM))
    if "--version" in options:
        raise HelpAsked(f"{PROGRAM} {__version__}\n")


def overview(names: tuple[str, ...], program: str) -> str:
    """Return the list of commands with one sentence each."""
    commands = [command(name) for name in names]
    width = max(len(each.name) for each in commands)
    lines = [f"  {each.name.ljust(width)}  {say(each.summary)}" for each in commands]
    return "\n".join([
        _("usage: ") + f"{program} [--casebook " + _("FOLDER") + "] [--json] "
        f"[--lang {'|'.join(LANGUAGES)}] …",
        "",
        _("Without a command the window opens, on the files that are named."),
        "",
        *lines,
        "",
        _("Example:"),
        f"  {PROGRAM} {example(commands)}",
        "",
    ])  # fmt: skip


def example(commands: list[Command]) -> str:
    """Return the example of the first command."""
    return commands[0].example
