"""What is found before something is signed: stoppers and warnings, each with what to do."""

from dataclasses import dataclass

from app.models.message import Message
from app.models.problem import Severity


@dataclass(frozen=True, slots=True)
class Finding:
    """One finding; an error stops. ``form`` and ``printed`` are shown side by side."""

    code: str
    severity: Severity
    message: Message
    hint: Message | None = None
    form: str = ""
    printed: str = ""

    @property
    def stops(self) -> bool:
        """Tell whether nothing can be signed as long as this stands."""
        return self.severity is Severity.ERROR


@dataclass(frozen=True, slots=True)
class Preflight:
    """The page as it would be, empty where it cannot be drawn, and everything that was found."""

    pdf: bytes
    findings: tuple[Finding, ...]

    @property
    def stoppers(self) -> tuple[Finding, ...]:
        """Return what forbids signing."""
        return tuple(each for each in self.findings if each.stops)

    @property
    def warnings(self) -> tuple[Finding, ...]:
        """Return what does not."""
        return tuple(each for each in self.findings if not each.stops)
