"""Where in an archive the bag or the form is (docs/formats/package.md)."""

from collections.abc import Iterable
from dataclasses import dataclass

from app.models.message import Message, message
from app.packages.names import is_junk
from app.packages.tagfile import MANIFEST

FORM = "application.json"
DECLARATION = "bagit.txt"
PAYLOAD = "data/"


@dataclass(frozen=True, slots=True)
class Layout:
    """``root`` is the folder of the bag, or of the form where there is no bag; ends with ``/``."""

    root: str
    is_bag: bool

    @property
    def payload(self) -> str:
        """The folder that paths of the form start at."""
        return self.root + PAYLOAD if self.is_bag else self.root

    @property
    def form(self) -> str:
        """The member that holds the form."""
        return self.payload + FORM


def find_layout(names: Iterable[str]) -> Layout | Message:
    """Return where the bag or the form is, else a sentence why there is none."""
    files = [name for name in names if not is_junk(name) and not name.endswith("/")]
    bags = _folders_with(DECLARATION, files)
    if len(bags) > 1:
        return message("The archive holds more than one bag. Send one file per application.")
    bags = bags or _undeclared_bags(files)
    if len(bags) == 1:
        return Layout(bags[0], is_bag=True)
    forms = _folders_with(FORM, files)
    if "" in forms or len(forms) == 1:
        return Layout("" if "" in forms else forms[0], is_bag=False)
    if forms:
        return message("The archive holds more than one application. Send one file for each.")
    return message("There is no bag and no “application.json” on top. Is this the right file?")


def _undeclared_bags(files: list[str]) -> list[str]:
    """Return folders that are bags but for their ``bagit.txt``: a form in ``data`` and a list."""
    return [
        folder
        for folder in _folders_with(PAYLOAD + FORM, files)
        if any(MANIFEST.fullmatch(name.removeprefix(folder)) for name in files)
    ]


def _folders_with(wanted: str, files: list[str]) -> list[str]:
    """Return the top folder, or folders one below, in which the file lies."""
    folders = (name.removesuffix(wanted) for name in files if name.endswith(wanted))
    return sorted(each for each in folders if each == "" or each.find("/") == len(each) - 1)
