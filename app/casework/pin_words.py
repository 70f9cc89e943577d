"""A pin as a sentence for lists, letters and the command line, in the language asked for."""

from pathlib import PurePosixPath

from app.casework.pins import PinState
from app.documents import Kind, declared_kind
from app.models.application import Application
from app.models.message import Message, message
from app.models.review import Pin

LONGEST = 160
"""Letters of a quote in a sentence; the evidence itself has the rest."""


def pin_sentence(
    pin: Pin, form: Application, *, note: bool = True, question: bool = True
) -> Message:
    """Return where a pin points and what stands there: “Feltrapport.pdf, page 7: “…””.

    ``note`` adds the evaluator's own words; a letter leaves them out. Without ``question`` a
    passage of the description does not say which question it answers.
    """
    short = pin.answer is not None and not question
    said = message("Description") if short else pin_place(pin, form)
    if pin.quote:
        said = message("{place}: “{quote}”", place=said, quote=shortened(pin.quote))
    if note and pin.note.strip():
        said = message("{place} – {note}", place=said, note=pin.note.strip())
    return said


def pin_place(pin: Pin, form: Application) -> Message:
    """Return where a pin points: the file with page or time, or the question that is answered."""
    if pin.answer is not None:
        return _in_description(pin.answer, form)
    name = evidence_name(pin, form)
    if pin.second is not None:
        return message("{file}, at {time}", file=name, time=clock_time(int(pin.second)))
    marked = pin.rectangle is not None and not pin.quote
    if pin.page is None:
        whole = message("{file}, marked part", file=name)
        return whole if marked else message("{file}", file=name)
    if marked:
        return message("{file}, marked part of page {page}", file=name, page=pin.page)
    if isinstance(name, str) and declared_kind(name) is Kind.SHEET:
        return message("{file}, sheet {page}", file=name, page=pin.page)
    return message("{file}, page {page}", file=name, page=pin.page)


def _in_description(answer: str, form: Application) -> Message:
    found = next((each for each in form.answers if each.id == answer), None)
    question = found.question if found else None
    if question:
        return message("Description, “{question}”", question=shortened(question, 80))
    return message("Description, {answer}", answer=answer)


def evidence_name(pin: Pin, form: Application) -> str | Message:
    """Return the name of the file that is pinned, as the applicant gave it; else its title.

    What the evaluator saw herself is told as that: it came from nobody.
    """
    found = next((each for each in form.evidence if each.id == pin.evidence), None)
    if found is None:
        return str(pin.evidence)
    if found.own and found.seen_at is not None:
        return message("{id}, seen by the evaluator on {day}", id=found.id, day=found.seen_at)
    return PurePosixPath(found.file).name if found.file else found.title


def state_words(state: PinState) -> Message | None:
    """Return what is to be known of a pin whose evidence is not what was pinned; else None."""
    return {
        PinState.HERE: None,
        PinState.CHANGED: message("changed since it was pinned"),
        PinState.GONE: message("not in this submission"),
    }[state]


def clock_time(seconds: int) -> str:
    """Return seconds as a player shows them: ``3:07``, ``1:02:03``."""
    minutes, second = divmod(seconds, 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02}:{second:02}" if hours else f"{minute}:{second:02}"


def shortened(text: str, most: int = LONGEST) -> str:
    """Return a text on one line, cut at a word where it is long."""
    line = " ".join(text.split())
    if len(line) <= most:
        return line
    return line[:most].rsplit(" ", 1)[0].rstrip(" ,.;:–-") + " …"
