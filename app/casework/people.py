"""Names of the people who act, always written the same way."""

import unicodedata

from app.models.errors import Misused
from app.models.message import message


def named(person: str) -> str:
    """Return a person's name with single spaces, in NFC; raises ``Misused`` when it is none."""
    name = unicodedata.normalize("NFC", " ".join(person.split()))
    if not name:
        raise Misused("person.missing", message("The name of the person is missing."))
    if not name.isprintable():
        raise Misused("person.characters", message("The name holds characters of no name."))
    return name
