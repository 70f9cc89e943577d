"""Collecting every problem of one file, in the order they were found."""

from collections import Counter

from app.models.errors import LabelDeskError
from app.models.message import Message, counted
from app.models.problem import Problem, Severity
from app.packages.limits import DEFAULT_LIMITS, Limits

REJECTING = (
    "file.",
    "bag.missing",
    "application.missing",
    "application.json",
    "application.schema",
    "application.scheme",
)
"""Errors with these codes: nothing of the file may be stored in a casebook."""

DAMAGING = ("bag.invalid", "bag.checksum", "bag.incomplete", "bag.extra")
"""Errors with these codes: the case is stored and marked as damaged."""


class Findings:
    """Problems found so far; equal ones are kept once, a flood of one code is counted."""

    def __init__(self, limits: Limits = DEFAULT_LIMITS) -> None:
        self._limits = limits
        self._problems: dict[tuple[str, str, str], Problem] = {}
        self._seen: Counter[str] = Counter()

    def error(self, code: str, where: str, text: Message) -> None:
        """Note something that must be put right."""
        self.add(Problem(code, Severity.ERROR, where, text))

    def warning(self, code: str, where: str, text: Message) -> None:
        """Note something that a person should look at."""
        self.add(Problem(code, Severity.WARNING, where, text))

    def note(self, code: str, where: str, text: Message) -> None:
        """Note something worth knowing."""
        self.add(Problem(code, Severity.NOTE, where, text))

    def fault(self, error: LabelDeskError, where: str) -> None:
        """Note an error that was raised, with its hint, as a problem."""
        self.error(error.code, where, error.message)

    def add(self, problem: Problem) -> None:
        """Keep the problem unless it is known or one of a flood."""
        key = (problem.code, problem.where, str(problem.message))
        if key not in self._problems:
            self._seen[problem.code] += 1
            if self._seen[problem.code] <= self._limits.repeats:
                self._problems[key] = problem

    def has_errors(self, *prefixes: str) -> bool:
        """Tell whether an error was found whose code begins with one of ``prefixes``."""
        return any(
            each.severity is Severity.ERROR and each.code.startswith(prefixes)
            for each in self._problems.values()
        )

    def all(self) -> tuple[Problem, ...]:
        """Return the problems, with one more for each code that had too many to list."""
        return (*self._problems.values(), *self._floods())

    def _floods(self) -> list[Problem]:
        last = {each.code: each for each in self._problems.values()}
        return [
            Problem(
                code,
                last[code].severity,
                "",
                counted("{count} more of this kind.", "{count} more of this kind.", count=more),
            )
            for code, seen in self._seen.items()
            if (more := seen - self._limits.repeats) > 0
        ]
