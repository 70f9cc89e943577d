"""Keeping a casebook: opening, beginning, backup, restore."""

from pathlib import Path
from typing import Final

from app.casework import season
from app.clock import Clock, system_clock
from app.models.identifiers import Names
from app.scoring import set_value
from app.storage import Casebook

DATABASE: Final = "casebook.sqlite"


def exists(folder: Path) -> bool:
    """Tell whether there is a casebook in the folder."""
    return (folder / DATABASE).is_file()


def open_casebook(folder: Path, clock: Clock = system_clock) -> Casebook:
    """Open the casebook in a folder; raises ``Unavailable`` when there is none."""
    return Casebook.open(folder, clock=clock)


def open_or_begin(folder: Path, clock: Clock = system_clock) -> Casebook:
    """Open the casebook, or make one where none is; its office is named later."""
    return open_casebook(folder, clock) if exists(folder) else begin(folder, clock=clock)


def begin(
    folder: Path, *, organisation: Names | None = None, country: str = "", place: str = "",
    clock: Clock = system_clock,
) -> Casebook:  # fmt: skip
    """Make a casebook with its first season; two entries. The office may be named now."""
    casebook = Casebook.create(folder, clock=clock)
    try:
        text = season.text_for(clock())
        for language, name in (organisation or {}).items():
            text = set_value(text, f"organisation.name.{language}", name)
        for key, value in (("country", country), ("place", place)):
            text = set_value(text, f"organisation.{key}", value) if value else text
        season.start(casebook, text)
    except BaseException:
        casebook.close()
        raise
    return casebook
