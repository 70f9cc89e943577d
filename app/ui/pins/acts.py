"""What a person does with a pin of the list, told to whoever keeps the scores."""

from dataclasses import dataclass
from enum import StrEnum


class Doing(StrEnum):
    """The acts on one pin."""

    OPEN = "open"
    NOTE = "note"
    RETIE = "re-tie"
    MOVE = "move"
    DELETE = "delete"


@dataclass(frozen=True, slots=True)
class PinAct:
    """One act. ``words``: the note, or the sub-criterion to tie the pin to."""

    leaf: str
    index: int
    do: Doing
    words: str = ""
