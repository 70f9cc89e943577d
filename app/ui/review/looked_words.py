"""What was looked at in each document, in words for the sheet that decides."""

from collections.abc import Iterable

from app.models.case import Submission
from app.models.looked import Looked
from app.ui.review.tabs import evidence_name
from app.wording import _


def looked_lines(submission: Submission, looked: Iterable[Looked]) -> list[str]:
    """Return one line for each document that was opened and of which pages were not seen."""
    seen = {each.sha256: each for each in looked}
    lines = []
    for evidence in submission.application.evidence:
        sha256 = submission.evidence_sha256.get(evidence.id)
        found = seen.get(sha256) if sha256 is not None else None
        if found is not None and 0 < len(found.pages) < found.count:
            words = _("{file}: {seen} of {count} pages")
            name = evidence_name(evidence)
            lines.append(words.format(file=name, seen=len(found.pages), count=found.count))
    return lines
