"""Small application files for the desk, made in a moment: a teacher's and a school's."""

import json
from pathlib import Path
from typing import Any

from app.packages import pack

TEACHER: dict[str, Any] = {
    "format": "label-application", "version": 1, "scheme": "nql-2022", "id": "NO-NQL-2026-0001",
    "submission": 1, "submitted_at": "2026-09-20T14:12:05+02:00", "language": "nb",
    "applicant": {"id": "t-1", "name": "Solveig Hansen", "email": "solveig@example.org"},
    "school": {"id": "NO-1", "name": "Ringve skole", "city": "Trondheim", "country": "NO"},
    "project": {"id": "p-1", "title": "Stemmer fra elva", "started_on": "2025-09-15",
                "ended_on": "2026-06-12", "founders": [
                    {"school": "Ringve skole", "country": "NO"},
                    {"school": "Escola do Rio", "country": "PT"}]},
    "declarations": {"e1": True, "e2": True, "e3": True, "e4": True, "e5": True},
    "answers": [{"id": f"a{n}", "criterion": str(n), "text": f"Elevene arbeidet sammen, del {n}.",
                 "evidence": ["ev1"]} for n in range(1, 6)],
    "evidence": [{"id": "ev1", "title": "Logg", "path": "evidence/logg.txt",
                  "media_type": "text/plain", "criteria": ["1"]}],
}  # fmt: skip


def application(folder: Path, number: int = 1, **changes: Any) -> Path:
    """Write an application of its own number, applicant and project; return its file."""
    case = f"NO-NQL-2026-{number:04}"
    form = {**TEACHER, "id": case, **changes}
    form["applicant"] = {**TEACHER["applicant"], "id": f"t-{number}"}
    form["project"] = {**TEACHER["project"], "id": f"p-{number}", **changes.get("project", {})}
    folder.mkdir(exist_ok=True)
    work = folder / f"{case}-{form['submission']}"
    (work / "evidence").mkdir(parents=True)
    (work / "application.json").write_text(json.dumps(form), encoding="utf-8")
    (work / "evidence" / "logg.txt").write_text(f"Logg for {case}\n", encoding="utf-8")
    target = folder / f"{case}-{form['submission']}.labelapp"
    pack(work, target)
    return target
