"""Plaque orders: from granted and certified School Labels, nothing ordered twice."""

from typing import TYPE_CHECKING

from app.casework import rubrics, season
from app.models.application import Application
from app.models.casebook import CaseFacts, OrderMarking
from app.models.certificate import Certificate
from app.models.decision import Decision
from app.models.errors import Refused
from app.models.identifiers import CaseId, OrderId
from app.models.log import Act
from app.models.message import Message, message
from app.models.order import OrderLine, OrderState, PlaqueOrder
from app.models.season import PlaqueSettings
from app.plaques import engraving, misfits

if TYPE_CHECKING:
    from app.storage import Casebook

NEXT = {
    OrderState.ORDERED: {OrderState.SENT, OrderState.DELIVERED, OrderState.RETURNED},
    OrderState.SENT: {OrderState.DELIVERED, OrderState.RETURNED},
    OrderState.RETURNED: {OrderState.SENT, OrderState.DELIVERED},
    OrderState.DELIVERED: {OrderState.RETURNED},
}
"""From each state, those that may follow."""


def make(casebook: "Casebook", *, by: str = "", label_years: str | None = None) -> PlaqueOrder:
    """Order a plaque and a flag for every school that has none ordered yet; one act."""
    lines = open_lines(casebook)
    if label_years is not None:
        lines = [line for line in lines if line.label_years == label_years]
    if not lines:
        raise Refused(
            "order.nothing",
            message("There is no certified School Label without a plaque order."),
            message("“label-desk certify ID” comes first."),
        )
    years = ", ".join(dict.fromkeys(line.label_years for line in lines if line.label_years))
    with casebook.act(Act.ORDER) as act:
        order = PlaqueOrder(
            id=OrderId(f"O-{act.name}"), label_years=years, lines=tuple(lines), by=by.strip(),
            at=act.at, entry=act.index,
        )  # fmt: skip
        act.store(order)
    return order


def open_lines(casebook: "Casebook") -> list[OrderLine]:
    """Return a line for each granted and certified School Label that no order has yet."""
    schools = {each.id for each in rubrics.schemes(casebook).values() if each.is_for_school()}
    ordered = ordered_cases(casebook)
    waiting = (facts for facts in casebook.case_facts() if facts.scheme in schools)
    lines = [line_of(casebook, facts.case) for facts in waiting if _is_due(facts, ordered)]
    return [line for line in lines if line is not None]


def ordered_cases(casebook: "Casebook") -> set[str]:
    """Return the cases that some order has, in lower case."""
    return {line.case.lower() for order in casebook.orders() for line in order.lines}


def _is_due(facts: CaseFacts, ordered: set[str]) -> bool:
    return facts.certified and not facts.withdrawn and facts.case.lower() not in ordered


def line_of(casebook: "Casebook", case: CaseId) -> OrderLine | None:
    """Return the line of one case, from the newest certificate of its newest decision."""
    decision = casebook.decisions(case)[-1]
    issued = [each for each in casebook.certificates(case) if each.decision == decision.id]
    submission = next(each for each in casebook.submissions(case)
                      if each.number == decision.submission)  # fmt: skip
    plaque = season.current(casebook).plaques
    return _line(decision, issued[-1], submission.application, plaque) if issued else None


def _line(
    decision: Decision, issued: Certificate, form: Application, plaque: PlaqueSettings
) -> OrderLine:
    school, years = form.school, issued.words.label_years or ""
    return OrderLine(
        case=decision.case, decision=decision.id, certificate=issued.number,
        school=school.official_name or school.name,
        engraving=engraving(school, years, form.language, plaque),
        address=school.address or tuple(part for part in (school.city,) if part),
        contact=form.applicant.name, country=school.country, phone=school.phone,
        email=form.applicant.email, language=form.language, label_years=years,
    )  # fmt: skip


def not_engravable(casebook: "Casebook", order: PlaqueOrder) -> tuple[Message, ...]:
    """Return what the plaque maker cannot engrave, with the school it is about."""
    plaque = season.current(casebook).plaques
    return tuple(
        message("{school}: {problem}", school=line.school, problem=problem)
        for line in order.lines
        for problem in misfits(line.engraving, plaque)
    )


def find(casebook: "Casebook", order: str | None) -> PlaqueOrder:
    """Return an order by its id, or the newest; raises ``Refused`` when there is none."""
    orders = casebook.orders()
    if order is None and orders:
        return orders[-1]
    for each in orders:
        if order is not None and each.id.lower() == order.lower():
            return each
    raise Refused(
        "order.unknown",
        message("There is no plaque order {id}.", id=order) if order
        else message("There is no plaque order yet."),
        message("“label-desk orders make” makes one; “orders list” shows all."),
    )  # fmt: skip


def mark(casebook: "Casebook", order: str, state: OrderState, by: str = "") -> PlaqueOrder:
    """Write down that an order reached a state; the same state again changes nothing."""
    found = find(casebook, order)
    if found.state is state:
        return found
    if state not in NEXT[found.state]:
        raise Refused(
            "order.state",
            message("{id} is {now}; it cannot become {state}.", id=found.id,
                    now=found.state.value, state=state.value),
        )  # fmt: skip
    with casebook.act(Act.ORDER) as act:
        act.store(OrderMarking(found.id, state, act.at, by.strip(), act.index))
    return find(casebook, found.id)


def orders(casebook: "Casebook") -> tuple[PlaqueOrder, ...]:
    """Return all orders, oldest first."""
    return casebook.orders()
