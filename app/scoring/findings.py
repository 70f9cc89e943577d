"""What a rule is asked with, and what it answers."""

from dataclasses import dataclass

from app.models.application import Application
from app.models.assessment import RuleAnswer
from app.models.history import History
from app.models.message import Message
from app.models.scheme import EligibilityRule, Scheme
from app.models.season import SchemeRound, Season


@dataclass(frozen=True, slots=True)
class Asked:
    """One rule on one application, with all it may look at."""

    rule: EligibilityRule
    scheme: Scheme
    season: Season
    application: Application
    history: History

    @property
    def round(self) -> SchemeRound:
        """The season's round of the application's scheme."""
        return self.season.schemes.get(self.scheme.id, SchemeRound())


@dataclass(frozen=True, slots=True)
class Finding:
    """The answer, the sentence that says why, and the fields it was computed from."""

    answer: RuleAnswer
    reason: Message
    fields: tuple[str, ...] = ()


def met(reason: Message, *fields: str) -> Finding:
    """The condition holds."""
    return Finding(RuleAnswer.MET, reason, fields)


def not_met(reason: Message, *fields: str) -> Finding:
    """The condition does not hold."""
    return Finding(RuleAnswer.NOT_MET, reason, fields)


def needs_person(reason: Message, *fields: str) -> Finding:
    """The form and the casebook do not say; a person must."""
    return Finding(RuleAnswer.NEEDS_PERSON, reason, fields)
