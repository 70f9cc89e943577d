"""What is wrong with a file that was opened: one code, one place, one sentence."""

from dataclasses import dataclass
from enum import StrEnum

from app.models.message import Message


class Severity(StrEnum):
    """How much a problem weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding. ``code`` is from docs/formats/package.md; ``where`` a file, member or field."""

    code: str
    severity: Severity
    where: str
    message: Message
