"""A plaque order: lines from granted and certified School Labels; states are appended."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.models.identifiers import CaseId, CertificateNumber, DecisionId, OrderId


class OrderState(StrEnum):
    """The states of an order; each is an entry of its own."""

    ORDERED = "ordered"
    SENT = "sent"
    DELIVERED = "delivered"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class OrderLine:
    """One school. ``engraving`` are the lines on the plaque, ``address`` the postal address."""

    case: CaseId
    decision: DecisionId
    certificate: CertificateNumber
    school: str
    engraving: tuple[str, ...]
    address: tuple[str, ...]
    contact: str
    country: str
    phone: str | None = None
    email: str | None = None
    language: str = "en"
    label_years: str = ""
    plaques: int = 1
    flags: int = 1


@dataclass(frozen=True, slots=True)
class OrderMark:
    """A state that was reached, with when and who said so."""

    state: OrderState
    at: datetime
    by: str
    entry: int


@dataclass(frozen=True, slots=True)
class PlaqueOrder:
    """One order to the plaque maker."""

    id: OrderId
    label_years: str
    lines: tuple[OrderLine, ...]
    by: str
    at: datetime
    entry: int
    marks: tuple[OrderMark, ...] = ()

    @property
    def state(self) -> OrderState:
        """The newest state."""
        return self.marks[-1].state if self.marks else OrderState.ORDERED
