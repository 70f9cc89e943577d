"""Keeping a casebook: opening, beginning, backup, restore, going on from an older copy."""

from pathlib import Path
from typing import Final

from app.casework import season
from app.casework.people import named
from app.casework.write import check_free
from app.clock import Clock, system_clock
from app.models.identifiers import Names
from app.models.log import LogEntry
from app.models.progress import Progress
from app.storage import Casebook
from app.storage import restore as storage_restore

DATABASE: Final = "casebook.sqlite"
SAMPLE: Final = "sample"
"""The setting that marks the demonstration."""


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
    sample: bool = False, clock: Clock = system_clock,
) -> Casebook:  # fmt: skip
    """Make a casebook with its first season; two entries. The office may be named now."""
    from app.scoring.settings import set_value  # noqa: PLC0415  only for a new casebook

    casebook = Casebook.create(folder, clock=clock)
    try:
        text = season.text_for(clock())
        for language, name in (organisation or {}).items():
            text = set_value(text, f"organisation.name.{language}", name)
        for key, value in (("country", country), ("place", place)):
            text = set_value(text, f"organisation.{key}", value) if value else text
        season.start(casebook, text)
        if sample:
            with casebook.draft() as draft:
                draft.set(SAMPLE, value=True)
    except BaseException:
        casebook.close()
        raise
    return casebook


def backup(
    casebook: Casebook, path: Path, *, force: bool = False, progress: Progress = None
) -> Path:
    """Write the whole casebook into one file; the log's key stays where it is."""
    check_free(path, force=force)
    return casebook.backup(path, force=force, progress=progress)


def restore(
    path: Path, folder: Path, *, clock: Clock = system_clock, progress: Progress = None
) -> Casebook:
    """Bring a backup back into a folder without a casebook, and open it."""
    return storage_restore(path, folder, clock=clock, progress=progress)


def continue_here(casebook: Casebook, by: str) -> LogEntry:
    """Go on from an older copy although newer entries are lost; one ``gap`` entry.

    The log goes on under the next suffix (``…/2``), and so do the numbers of papers: none is
    ever given twice. Raises Refused when nothing is missing, Misused without a name, Unavailable
    when the casebook may not be continued.
    """
    return casebook.continue_with_gap(named(by))


def is_sample(casebook: Casebook) -> bool:
    """Tell whether this is the demonstration, whose certificates bear the word "Sample"."""
    return casebook.setting(SAMPLE) is True
