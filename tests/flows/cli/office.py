"""An office that works by the command line, as its coordinator would."""

import json
from copy import deepcopy
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from app.cli import main as cli
from app.packages import pack

NQL, ESL = "NO-NQL-2026-0412", "NO-ESL-2026-0007"
KARI = "Kari Nord"
PASSPHRASE = "fjord-bre-nysnø"
LEAVES = ("1a", "1b", "1c", "2a", "2b", "2c", "3a", "3b", "4a", "4b", "5a", "5b")

TEACHER: dict[str, Any] = {
    "format": "label-application",
    "version": 1,
    "scheme": "nql-2022",
    "id": NQL,
    "submission": 1,
    "submitted_at": "2026-09-20T14:12:05+02:00",
    "language": "nb",
    "applicant": {"id": "t-8812", "name": "Solveig Hansen", "email": "solveig@example.org"},
    "school": {"id": "NO-12345", "name": "Ringve skole", "city": "Trondheim", "country": "NO"},
    "project": {
        "id": "p-221",
        "title": "Stemmer fra elva",
        "started_on": "2025-09-15",
        "ended_on": "2026-06-12",
        "founders": [
            {"school": "Ringve skole", "country": "NO"},
            {"school": "Escola do Rio", "country": "PT"},
        ],
    },
    "declarations": {"e1": True, "e2": True, "e3": True, "e4": True, "e5": True},
    "answers": [
        {"id": f"a{number}", "criterion": str(number), "text": "Vi arbeidet sammen."}
        for number in range(1, 6)
    ],
    "evidence": [
        {"id": "ev1", "title": "Feltrapport", "path": "evidence/rapport.txt", "criteria": ["1b"]}
    ],
}

SECTIONS = {"leadership": 3, "teamwork": 3, "agency": 4, "inclusion": 3, "model": 3}
SCHOOL: dict[str, Any] = {
    **{key: TEACHER[key] for key in ("format", "version", "language", "evidence")},
    "scheme": "esl-2022",
    "id": ESL,
    "submission": 1,
    "submitted_at": "2026-03-01T09:00:00+01:00",
    "applicant": {"id": "t-31", "name": "Aud Vik", "email": "aud@example.org"},
    "school": {
        "id": "NO-777",
        "name": "Fjordgata skole",
        "official_name": "Fjordgata ungdomsskole",
        "city": "Bodø",
        "country": "NO",
        "address": ["Fjordgata 2", "8006 Bodø"],
        "registered_on": "2019-03-01",
    },
    "preselection": {
        "active_teachers": [
            {"name": f"Lærer {number}", "last_active_on": "2026-01-10"} for number in range(4)
        ],
        "quality_labels": [
            {"project": "Tidevann", "awarded_on": "2025-06-01", "country": "NO", "european": True}
        ],
    },
    "head_declaration": {"evidence": "ev1", "signed_on": "2026-02-20", "signed_by": "R. Moe"},
    "answers": [
        {"id": "safety", "criterion": "safety", "text": "Vi har regler.", "evidence": ["ev1"]},
        *(
            {
                "id": section,
                "criterion": section,
                "text": "Slik gjør vi det.",
                "statements": {f"{section}-{number}": "Ja." for number in range(1, count + 1)},
                "plan": "Mer av det.",
            }
            for section, count in SECTIONS.items()
        ),
    ],
}


def teacher(**changes: Any) -> dict[str, Any]:
    """Return the form of a quality label with some fields changed."""
    return deepcopy(TEACHER) | changes


def school(**changes: Any) -> dict[str, Any]:
    """Return the form of a school label with some fields changed."""
    return deepcopy(SCHOOL) | changes


def points(value: object = 4, **others: object) -> dict[str, object]:
    """Return S.json of the quality label: one value everywhere, others named as ``s1b``."""
    return dict.fromkeys(LEAVES, value) | {name[1:]: each for name, each in others.items()}


def statements(value: object = "met") -> dict[str, object]:
    """Return S.json of the school label."""
    leaves = [
        f"{name}-{number}" for name, count in SECTIONS.items() for number in range(1, count + 1)
    ]
    return dict.fromkeys(["safety", "declaration", *leaves], value)


@dataclass(frozen=True)
class Reply:
    """What one command answered."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The one document on standard output."""
        return json.loads(self.out)

    @property
    def code(self) -> str:
        """The code of the error that was answered."""
        return str(self.json["error"]["code"])


@dataclass
class Office:
    """Runs commands on one casebook, inside this process."""

    folder: Path
    capture: pytest.CaptureFixture[str]
    files: int = field(default=0)

    @property
    def casebook(self) -> Path:
        """The casebook's folder."""
        return self.folder / "casebook"

    def says(self, *words: object) -> Reply:
        """Run a command for people."""
        self.capture.readouterr()
        end = cli.run(["--casebook", str(self.casebook), *map(str, words)])
        captured = self.capture.readouterr()
        return Reply(end.status, captured.out, captured.err)

    def asks(self, *words: object) -> Reply:
        """Run a command for programs."""
        return self.says(*words, "--json")

    def does(self, *words: object) -> Any:
        """Run a command that must succeed; return its document."""
        reply = self.asks(*words)
        assert reply.status == 0, reply
        return reply.json

    def path(self, name: str) -> Path:
        """Return a place for a file."""
        return self.folder / name

    def application(self, form: dict[str, Any], evidence: bytes = b"Det vi fant.\n") -> Path:
        """Write and seal an application file."""
        self.files += 1
        source = self.folder / f"source-{self.files}"
        (source / "evidence").mkdir(parents=True)
        (source / "application.json").write_text(json.dumps(form), encoding="utf-8")
        if evidence:
            (source / "evidence" / "rapport.txt").write_bytes(evidence)
        target = self.folder / f"file-{self.files}.labelapp"
        pack(source, target)
        return target

    def receives(self, form: dict[str, Any], evidence: bytes = b"Det vi fant.\n") -> Any:
        """Import an application; return what ``import`` says of it."""
        return self.does("import", self.application(form, evidence))["imported"][0]

    def scores(self, case: str, given: dict[str, object], *more: str) -> Reply:
        """Save points as Kari."""
        path = self.folder / "S.json"
        path.write_text(json.dumps(given), encoding="utf-8")
        return self.asks("score", case, "--scores", path, "--evaluator", KARI, *more)

    def decides(self, case: str, outcome: str, *more: str, act: str = "decide") -> Reply:
        """Decide as Kari."""
        return self.asks(act, case, "--outcome", outcome, "--evaluator", KARI, *more)

    def acts(self) -> list[str]:
        """Return the types of all log entries."""
        return [entry["type"] for entry in self.does("log", "list")]
