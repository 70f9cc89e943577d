"""A report on paper, such as a case for a jury meeting: sections in words, in reading order."""

from dataclasses import dataclass

from app.models.letter import PageRow


@dataclass(frozen=True, slots=True)
class ReportText:
    """A paragraph; ``language`` where it is not the report's own."""

    text: str
    language: str | None = None
    is_quiet: bool = False
    is_strong: bool = False


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table of bands with remarks below their rows; ``shares`` divide the width."""

    head: tuple[str, ...]
    rows: tuple[PageRow, ...]
    shares: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """A heading, 1 to 3, with paragraphs, then a list, then a table; each may be absent."""

    heading: str
    level: int = 2
    texts: tuple[ReportText, ...] = ()
    items: tuple[str, ...] = ()
    table: ReportTable | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """All that is printed. ``footer`` stands at the foot of every page."""

    title: str
    language: str
    footer: str
    sections: tuple[ReportSection, ...]
