"""The verdicts on files and codes, and what is certified, in words."""

from app.models.certificate import Verdict
from app.wording import _


def file_verdict(verdict: Verdict) -> tuple[str, str]:
    """Return the verdict on a file and its tone."""
    words = {
        Verdict.VALID: (_("✓ Whole, and signed by this office"), "green"),
        Verdict.WARNINGS: (_("✓ Whole, with something to know"), "amber"),
        Verdict.RESTRICTED: (_("Whole, but the signer is unknown here"), "amber"),
        Verdict.INVALID: (_("✕ Not to be trusted"), "red"),
        Verdict.UNKNOWN: (_("This cannot be checked"), "red"),
    }
    return words[verdict]


def code_verdict(verdict: Verdict) -> tuple[str, str]:
    """Return the verdict on a code and its tone."""
    words = {
        Verdict.VALID: (_("✓ Genuine, signed by this office"), "green"),
        Verdict.WARNINGS: (_("✓ Genuine, with something to know"), "amber"),
        Verdict.RESTRICTED: (_("Its key is unknown here"), "amber"),
        Verdict.INVALID: (_("✕ Not to be trusted"), "red"),
        Verdict.UNKNOWN: (_("This cannot be checked"), "red"),
    }
    return words[verdict]


def certified(content: dict[str, str]) -> str:
    """Return what is certified, to be shown large: to whom, where, which label, for what."""
    what = content.get("project") or content.get("title") or content.get("label_years")
    school = content.get("school")
    shown = (
        content.get("recipient"),
        school if school != content.get("recipient") else None,
        content.get("label"),
        what,
    )
    return "\n".join(filter(None, shown))


def facts(content: dict[str, str]) -> list[str]:
    """Return every stated fact on a line of its own, by the name people know it under."""
    names = {
        "number": _("Number"), "label": _("Label"), "recipient": _("Name"),
        "school": _("School"), "city": _("Town"), "country": _("Country"),
        "project": _("Project"), "label_years": _("Label years"), "season": _("Season"),
        "decided_on": _("Decided on"), "issued_on": _("Issued on"), "languages": _("Languages"),
        "scheme": _("Scheme"), "log_origin": _("Log"), "log_index": _("Log entry"),
        "log_size": _("Entries in the log"), "log_root": _("Root of the log"),
        "kind": _("Kind"), "case": _("Application"), "title": _("Title"),
        "outcome": _("Outcome"), "written_on": _("Written on"),
        "replaces": _("Replaces"), "key": _("Key"), "sample": _("Sample"),
    }  # fmt: skip
    return [f"{names.get(name, name)}: {value}" for name, value in content.items()]
