"""What the command line asks the window to open; handed over by ``app/__main__.py``."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class WindowRequest:
    """Open the window on ``casebook`` with ``files``; ``language`` as chosen or the user's."""

    casebook: Path
    files: tuple[Path, ...] = ()
    language: str = "en"
