"""The sentence behind each finding of the checker."""

from app.models.log import LogFinding
from app.models.message import Message, message

SENTENCES = {
    "log.missing-entry": message("Entry {entry} is missing."),
    "log.leaf": message("Entry {entry} cannot be read."),
    "log.canonical": message("Entry {entry} is not in its one canonical form."),
    "log.sequence": message("Entry {entry} does not state its own place in the log."),
    "log.key": message("Entry {entry} names another key."),
    "log.origin": message("Entry {entry} names another log."),
    "log.time": message("Entry {entry} states its time wrongly."),
    "log.content": message("What is kept of entry {entry} was changed: {detail}."),
    "log.content-missing": message("Something of entry {entry} is gone: {detail}."),
    "log.content-unlogged": message("Entry {entry} does not know this: {detail}."),
    "log.checkpoint": message("The checkpoint of entry {entry} does not fit the entries up to it."),
    "log.signature": message("The checkpoint of entry {entry} is not signed by the log's key."),
    "log.older": message(
        "The log is older than the newest known checkpoint, entries here and known: {detail}."
    ),
    "log.other-history": message(
        "Up to entry {entry} the log differs from the checkpoint known from elsewhere."
    ),
    "log.frontier": message("What is kept for the next entry does not fit the log."),
    "casebook.column": message("A look-up column of entry {entry} does not fit: {detail}."),
    "casebook.integrity": message("The database file is damaged: {detail}."),
    "package.missing": message("The file received with entry {entry} is gone: {detail}."),
    "package.changed": message("The file received with entry {entry} was changed: {detail}."),
}
"""Every finding there is, by its stable id."""

_OF_ALL = {
    "log.missing-entry": message("There are more or fewer entries than the log has."),
    "log.key": message("The log is signed with another key: {detail}."),
}
"""Where no single entry is meant."""


def said(finding: LogFinding) -> Message:
    """Return the finding as a sentence."""
    template = SENTENCES[finding.id]
    if finding.entry is None:
        template = _OF_ALL.get(finding.id, template)
    return message(template.text, entry=finding.entry, detail=finding.detail)
