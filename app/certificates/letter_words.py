"""The fixed sentences of a letter, said in its language."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.models.assessment import Outcome
from app.models.letter import Complaint, LetterContent, LetterRow
from app.models.message import Message, Moment, message
from app.wording import date_text, points_text, say


@dataclass(frozen=True, slots=True)
class Headings:
    """Headings and column titles."""

    reason: str
    points: str
    changes: str
    next: str
    criterion: str
    points_column: str
    minimum: str
    comment: str
    caption: str


@dataclass(frozen=True, slots=True)
class Opening:
    """The heading of the letter and its first sentence."""

    heading: str
    sentence: str


_OPENINGS = {
    Outcome.GRANT: message(
        "We are glad to tell you that the application {case}, “{title}”, has been granted."
    ),
    Outcome.REFUSE: message(
        "We have read the application {case}, “{title}”, with care. It could not be granted."
    ),
    Outcome.RETURN: message(
        "We have read the application {case}, “{title}”. Before it can be decided it needs to be "
        "completed."
    ),
    Outcome.INCOMPLETE: message("The application {case}, “{title}”, has not been decided yet."),
}


def headings(language: str) -> Headings:
    """Return the headings in a language."""
    texts = (
        message("Reason"), message("Points and minimums"),
        message("What would have to change"), message("What comes next"),
        message("Criterion"), message("Points"), message("Minimum"), message("Comment"),
        message("Points of each criterion, with the minimum where there is one"),
    )  # fmt: skip
    return Headings(*(say(text, language) for text in texts))


def greeting(content: LetterContent) -> str:
    """Return the words that greet the applicant by name."""
    return say(message("Dear {name},", name=content.recipient), content.language)


def opening(content: LetterContent) -> Opening:
    """Return what the letter is about and how it was decided."""
    heading = message("{label}: {title}", label=content.label, title=content.title)
    sentence = _OPENINGS[content.outcome]
    values = {"case": content.case, "title": content.title}
    return Opening(
        say(heading, content.language),
        say(Message(sentence.text, values), content.language),
    )


def next_steps(content: LetterContent) -> list[str]:
    """Return what the applicant can do or expect."""
    return [say(each, content.language) for each in _next(content)]


def _next(content: LetterContent) -> Iterator[Message]:
    if content.outcome is Outcome.GRANT:
        if content.certificate:
            yield message("Your certificate has the number {number}.", number=content.certificate)
        else:
            yield message("You will receive a signed certificate.")
        yield message("Thank you for the work that you and your pupils have done.")
    elif content.outcome is Outcome.INCOMPLETE:
        yield message("You will hear from us when it has been decided.")
    else:
        yield from _again(content)
    yield message("You are welcome to write to us if anything in this letter is unclear.")


def notes(row: LetterRow, language: str) -> tuple[str, ...]:
    """Return what is said below a row: the sentence for its points, the comment, and where."""
    said = [row.block.strip(), row.comment.strip()]
    said += [say(each, language) for each in row.places]
    said += [say(each, language) for each in _looked(row)]
    return tuple(each for each in said if each)


def _looked(row: LetterRow) -> Iterator[Message]:
    if row.looked_for:
        yield message("We looked for: {things}.", things="; ".join(row.looked_for))
    if row.looked_in:
        yield message("We looked in: {places}.", places="; ".join(row.looked_in))
    elif row.named:
        yield message("The application names for it: {places}.", places="; ".join(row.named))
    elif row.looked_for:
        yield message("The application names no evidence for it.")


def _again(content: LetterContent) -> Iterator[Message]:
    refused = content.outcome is Outcome.REFUSE and content.may_apply_again
    if content.deadline is not None and refused:
        yield message("You can apply again until {deadline}.", deadline=Moment(content.deadline))
    elif content.deadline is not None:
        yield message(
            "You can edit and complete the application and send it again until {deadline}.",
            deadline=Moment(content.deadline),
        )
    elif content.may_apply_again:
        yield message("You can apply again.")
    if refused:
        yield message(
            "Tell us then which criteria you have worked on, and where we find the evidence."
        )
    yield message("The comments above say what we looked for and did not find.")
    if content.complaint is not None:
        yield from _complaint(content.complaint)


def _complaint(complaint: Complaint) -> Iterator[Message]:
    if complaint.to:
        yield message(
            "You can complain about this decision until {day}. Write to {address}.",
            day=complaint.until, address=complaint.to,
        )  # fmt: skip
    else:
        yield message("You can complain about this decision until {day}.", day=complaint.until)
    if complaint.about:
        yield message("A complaint can be about {about}.", about=complaint.about)


def points_of(row: LetterRow, language: str) -> str:
    """Return ``3.5 of 5``, or a dash where nothing was scored."""
    if row.points is None or row.maximum is None:
        return points_text(row.points, language)
    return say(message("{points} of {maximum}", points=row.points, maximum=row.maximum), language)


def minimum_of(row: LetterRow, language: str) -> str:
    """Return the minimum with the words met or not met, or nothing."""
    if row.minimum is None:
        return ""
    if row.met is None:
        return say(message("minimum {minimum}", minimum=row.minimum), language)
    if row.met:
        return say(message("minimum {minimum}, met", minimum=row.minimum), language)
    return say(message("minimum {minimum}, not met", minimum=row.minimum), language)


def total_row(content: LetterContent) -> tuple[LetterRow, ...]:
    """Return the total as a row, where there is one."""
    if content.total is None:
        return ()
    name = say(message("Total"), content.language)
    least = content.minimum_total
    met = None if least is None else content.total >= least
    return (LetterRow(name, content.total, content.maximum, least, met, is_group=True),)


def closing(content: LetterContent) -> tuple[str, ...]:
    """Return place and date, who signs, and for whom."""
    written = ", ".join(
        filter(None, (content.place, date_text(content.written_on, content.language)))
    )
    lines = (written, content.signatory, content.role, content.organisation)
    return tuple(line for line in lines if line)
