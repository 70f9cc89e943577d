"""Sentences for what cannot be shown; the reader process itself only sends codes."""

from app.models.errors import LabelDeskError, Unavailable
from app.models.message import Message, message

SAVE_INSTEAD = message("You can save a copy and open it in another program.")

SENTENCES: dict[str, Message] = {
    "evidence.encrypted": message("This file is protected with a password."),
    "evidence.damaged": message("This file is damaged or incomplete, so it cannot be read."),
    "evidence.empty": message("There is nothing to show in this file."),
    "evidence.too-large": message("This file is too large to be shown here."),
    "evidence.unsupported": message("There is no viewer for this kind of file."),
    "evidence.jpeg-xl": message(
        "This picture is in the form JPEG XL, which this program cannot read."
    ),
    "evidence.old-office": message(
        "This file is in a form that office programs used before 2007, which this program cannot "
        "read. In an office program it can be saved as a PDF."
    ),
    "evidence.locked-office": message(
        "This document is protected with a password. Only an office program can open it."
    ),
    "evidence.password": message("That password does not open this file."),
    "evidence.playlist": message("This file only names others to be played. They are not opened."),
    "evidence.no-player": message(
        "Sound and film cannot be played on this computer: a library of the system is missing. "
        "“label-desk doctor” names it."
    ),
    "evidence.page": message("This page is damaged. The other pages can be read."),
    "evidence.died": message("This file made the viewer stop, so it is not shown."),
    "evidence.slow": message("This file took more than {seconds} seconds, so it was stopped."),
    "evidence.answer": message("The viewer gave an answer without sense; nothing is shown."),
}  # fmt: skip


def unavailable(word: str, **values: object) -> Unavailable:
    """Return the error ``evidence.<word>`` with its sentence; the caller raises it."""
    sentence = SENTENCES[f"evidence.{word}"]
    return Unavailable(f"evidence.{word}", message(sentence.text, **values), SAVE_INSTEAD)


def too_large() -> Unavailable:
    """Return the error for a file beyond ``FILE_LIMIT``, which need not be read at all."""
    return unavailable("too-large")


def translated(error: LabelDeskError, seconds: float) -> Unavailable:
    """Return our own error for what came out of the reader; its words are not repeated."""
    words = {"process.died": "died", "process.deadline": "slow"}
    word = words.get(error.code, error.code.removeprefix("evidence."))
    if f"evidence.{word}" not in SENTENCES:
        word = "answer"
    return unavailable(word, seconds=f"{seconds:g}")
