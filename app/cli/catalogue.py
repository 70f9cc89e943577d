"""Every command and where it lives; a group is imported only when one of its commands is used."""

from importlib import import_module
from typing import Final

from app.cli.command import Command

GROUPS: Final = {
    "files": ("inspect", "import", "pack"),
    "queue": ("list", "eligibility"),
    "points": ("evaluate", "score"),
    "evaluation": ("show",),
    "comparison": ("compare", "carry"),
    "neighbours": ("neighbours",),
    "outcome": ("decide", "revise"),
    "papers": ("certify", "letter", "verify"),
    "batch": ("batch",),
    "signer": (
        "identity create",
        "identity import",
        "identity request",
        "identity answer",
        "identity card",
        "identity show",
        "identity backup",
        "identity export",
    ),
    "plaques": ("orders make", "orders list", "orders export", "orders mark"),
    "history": ("log list", "log verify", "log export", "log anchor"),
    "log_key": ("log key",),
    "lists": ("export awards", "dossier"),
    "withdrawing": ("withdraw", "log withdrawn"),
    "office": ("season show", "season set", "season confirm"),
    "rubrics": ("scheme list", "scheme show", "scheme check", "scheme install"),
    "layouts": ("layout show", "layout check", "layout install", "layout reset"),
    "phrases": ("phrases list", "phrases export", "phrases import"),
    "folder": ("casebook backup", "casebook restore", "casebook continue", "doctor"),
    "window": ("open", "demo"),
}
"""Module of ``app.cli`` → the commands it defines, in the order of the manual."""

NAMES: Final = tuple(name for names in GROUPS.values() for name in names)
HEADS: Final = tuple(dict.fromkeys(name.split()[0] for name in NAMES))


def members(head: str) -> tuple[str, ...]:
    """Return the full names of the commands that begin with ``head``."""
    return tuple(name for name in NAMES if name.split()[0] == head)


def command(name: str) -> Command:
    """Return the command with this full name."""
    group = next(group for group, names in GROUPS.items() if name in names)
    commands: tuple[Command, ...] = import_module(f"app.cli.{group}").COMMANDS
    return next(each for each in commands if each.name == name)
