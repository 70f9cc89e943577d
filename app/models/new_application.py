"""An application that an office types in itself, while it is still a draft."""

from dataclasses import dataclass, field
from datetime import datetime

from app.models.plain import Plain


@dataclass(frozen=True, slots=True)
class NewApplication:
    """A half-filled form. ``form`` is ``application.json`` as far as it is typed.

    ``token`` names it, and the folder with its files, among the drafts of the casebook.
    """

    token: str
    form: dict[str, Plain]
    changed_at: datetime
    by: str = ""


@dataclass(frozen=True, slots=True)
class AddedFile:
    """A file that was copied into a draft: its place in the application, and its size."""

    path: str
    title: str
    size: int
    problems: tuple[str, ...] = field(default_factory=tuple)
