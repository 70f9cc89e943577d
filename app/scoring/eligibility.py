"""Every eligibility rule of a scheme, answered from the form, the casebook, or by a person."""

from collections.abc import Iterable

from app.models.application import Application
from app.models.assessment import Eligibility, RuleAnswer, RuleResult
from app.models.history import History
from app.models.message import message
from app.models.review import Tick
from app.models.scheme import EligibilityRule, RuleKind, Scheme
from app.models.season import Season
from app.scoring.findings import Asked, Finding, needs_person
from app.scoring.rules import COMPUTED
from app.scoring.rules_project import declaration


def eligibility(
    scheme: Scheme,
    season: Season,
    application: Application,
    history: History,
    ticks: Iterable[Tick] = (),
) -> Eligibility:
    """Return each rule's answer in the scheme's order.

    A tick answers only a rule that needs a person; of several the newest counts. What the form
    or the casebook already says is never overruled here: that is what an override is for.
    """
    newest = {tick.rule: tick for tick in sorted(ticks, key=lambda tick: tick.at)}
    return Eligibility(
        tuple(
            _result(
                rule, _ask(Asked(rule, scheme, season, application, history)), newest.get(rule.id)
            )
            for rule in scheme.eligibility
        )
    )


def _ask(asked: Asked) -> Finding:
    rule = asked.rule
    if rule.kind is RuleKind.DECLARED:
        key = rule.rule or rule.id
        return declaration(asked.application.declarations.get(key), f"declarations.{key}")
    if rule.kind is RuleKind.PERSON or rule.rule is None:
        return needs_person(message("A person has to look at this."))
    return COMPUTED[rule.rule](asked)


def _result(rule: EligibilityRule, found: Finding, tick: Tick | None) -> RuleResult:
    if found.answer is not RuleAnswer.NEEDS_PERSON or tick is None:
        return RuleResult(rule.id, found.answer, found.reason, found.fields)
    answer = RuleAnswer.MET if tick.met else RuleAnswer.NOT_MET
    said = message("{by} says so: {note}", by=tick.by, note=tick.note)
    return RuleResult(rule.id, answer, said, found.fields, tick.by, tick.note)
