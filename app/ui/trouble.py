"""What went wrong, as a sentence for the person at the desk."""

from app.models.errors import LabelDeskError
from app.wording import _, say


def sentence_of(error: Exception) -> str:
    """Return what happened and what to do; a fault writes its report and names it."""
    if isinstance(error, LabelDeskError):
        hint = say(error.hint) if error.hint is not None else ""
        return f"{say(error.message)} {_for_window(hint)}".strip()
    from app.casework.fault import write_report  # noqa: PLC0415  only when something broke

    report = write_report(error.__cause__ or error)
    return _("Something unforeseen happened; nothing confirmed is lost. Report: {path}").format(
        path=report
    )


def _for_window(hint: str) -> str:
    """Leave out hints that name commands: the window has buttons for them."""
    return "" if "label-desk " in hint or "--" in hint else hint
