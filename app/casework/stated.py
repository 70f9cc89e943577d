"""What a paper states of itself, each fact under the name people know it by."""

from collections.abc import Mapping

from app.models.message import message
from app.wording import say

NAMES = {
    "number": message("Number"), "label": message("Label"), "recipient": message("Name"),
    "school": message("School"), "city": message("Town"), "country": message("Country"),
    "project": message("Project"), "label_years": message("Label years"),
    "season": message("Season"), "decided_on": message("Decided on"),
    "issued_on": message("Issued on"), "languages": message("Languages"),
    "scheme": message("Scheme"), "log_origin": message("Log"), "log_index": message("Log entry"),
    "log_size": message("Entries in the log"), "log_root": message("Root of the log"),
    "kind": message("Kind"), "case": message("Application"), "title": message("Title"),
    "outcome": message("Outcome"), "written_on": message("Written on"),
    "replaces": message("Replaces"), "key": message("Key"), "sample": message("Sample"),
}  # fmt: skip
"""Facts of certificates, letters and codes (docs/formats/certificate.md)."""


def stated(content: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Return name and value of every fact; one without a name goes by its key."""
    return tuple((say(NAMES[name]) if name in NAMES else name, value)
                 for name, value in content.items())  # fmt: skip


def certified(content: Mapping[str, str]) -> tuple[str, ...]:
    """Return what is certified, to be shown large: to whom, where, which label, for what."""
    what = content.get("project") or content.get("title") or content.get("label_years")
    school = content.get("school")
    shown = (
        content.get("recipient"),
        school if school != content.get("recipient") else None,
        content.get("label"),
        what,
    )
    return tuple(filter(None, shown))
