"""The texts of the sample applications as written under resources/samples."""

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from app.models.plain import Plain, from_plain
from app.resources import resource


@dataclass(frozen=True, slots=True)
class Making:
    """How one piece of evidence comes to be: ``make`` names the craft, the rest feeds it."""

    id: str
    title: str
    path: str | None = None
    url: str | None = None
    copy: str | None = None
    seen_at: str | None = None
    media_type: str | None = None
    criteria: tuple[str, ...] = ()
    make: str = ""
    source: str = ""
    seed: int = 0
    caption: str = ""

    @property
    def listed(self) -> dict[str, Plain]:
        """The entry of the form, without what only the making needs."""
        wanted = ("id", "title", "path", "url", "copy", "seen_at", "media_type")
        entry = {name: getattr(self, name) for name in wanted if getattr(self, name) is not None}
        return {**entry, "criteria": list(self.criteria)}


@dataclass(frozen=True, slots=True)
class SampleSource:
    """One submission as written: the form, its answers, and how its evidence is made."""

    name: str
    form: dict[str, Plain]
    answers: tuple[dict[str, Plain], ...] = ()
    evidence: tuple[Making, ...] = field(default_factory=tuple)


def sample_sources() -> list[SampleSource]:
    """Return all samples in the order they are to be received."""
    files = sorted(resource("samples", "applications").glob("*.toml"))
    sources = [_read(file) for file in files]
    return sorted(sources, key=lambda source: str(source.form["submitted_at"]))


def evidence_text(name: str) -> str:
    """Return the text a piece of evidence is made from."""
    return resource("samples", "evidence", name).read_text(encoding="utf-8")


def _read(file: Path) -> SampleSource:
    plain = tomllib.loads(file.read_text(encoding="utf-8"))
    return from_plain({"name": file.stem, **plain}, SampleSource)
