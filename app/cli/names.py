"""Words for the codes that programs read: states of cases and orders, facts of a certificate."""

from collections.abc import Mapping
from typing import Final

from app.casework import stated as facts
from app.models.case import Status
from app.models.order import OrderState
from app.wording import _, current

SOURCE: Final = "en"


def status_word(status: Status) -> str:
    """Return a case's state; in English it is the very word that ``--status`` takes."""
    words = {
        Status.NEW: _("new"),
        Status.IN_REVIEW: _("in review"),
        Status.SEALED: _("sealed"),
        Status.SECOND_OPINION: _("second opinion"),
        Status.GRANTED: _("granted"),
        Status.REFUSED: _("refused"),
        Status.RETURNED: _("returned"),
        Status.CERTIFIED: _("certified"),
        Status.WITHDRAWN: _("withdrawn"),
    }
    return status.value if current() == SOURCE else words[status]


def order_word(state: OrderState) -> str:
    """Return the state of a plaque order."""
    words = {
        OrderState.ORDERED: _("ordered"),
        OrderState.SENT: _("sent"),
        OrderState.DELIVERED: _("delivered"),
        OrderState.RETURNED: _("returned"),
    }
    return words[state]


def stated(content: Mapping[str, str]) -> list[str]:
    """Return what a certificate says of itself, each fact under the name people know it by."""
    return [f"{name}: {value}" for name, value in facts.stated(content)]
