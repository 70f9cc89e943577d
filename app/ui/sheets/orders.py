"""Plaque orders: who has none yet, what was ordered, how far each order is."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.models.order import OrderLine, OrderState, PlaqueOrder
from app.ui.desk import Desk
from app.ui.dialogs import Dialogs
from app.ui.theme import SPACE
from app.ui.trouble import sentence_of
from app.ui.widgets import Chip, EmptyState, PlainButton, PlainLabel, Sheet, Tone, line
from app.wording import _, current, date_text, ngettext

if TYPE_CHECKING:
    from app.storage import Casebook

LISTS = "PDF (*.pdf);;Excel (*.xlsx);;CSV (*.csv)"


@dataclass(frozen=True, slots=True)
class Orders:
    """What the sheet shows: schools without an order, and all orders, newest first."""

    open: tuple[OrderLine, ...]
    orders: tuple[PlaqueOrder, ...]


class OrdersSheet(Sheet):
    """Makes orders from certified School Labels, marks what became of them, writes the sheets."""

    def __init__(self, host: QWidget, desk: Desk, dialogs: Dialogs) -> None:
        super().__init__(host, _("Plaque orders"), width=760, name="orders")
        self._desk = desk
        self._dialogs = dialogs
        self.acted.connect(self._order)
        self._read()

    def _read(self) -> None:
        self._desk.draft_read(_orders, self._show)

    def _show(self, orders: Orders) -> None:
        self.content.clear()
        count = len(orders.open)
        if orders.open:
            words = ngettext("{count} school waits for its plaque",
                             "{count} schools wait for their plaques", count)  # fmt: skip
            self.body.addWidget(PlainLabel(words.format(count=count), self, strong=True))
        for each in orders.open:
            self.body.addWidget(_line(each))
        if not orders.open and not orders.orders:
            self.body.addWidget(EmptyState(
                _("Nothing to order yet"),
                _("Schools appear here when their School Label is granted and certified."),
            ))  # fmt: skip
        for order in orders.orders:
            self.body.addWidget(line())
            self.body.addWidget(self._order_widget(order))
        self.body.addStretch(1)
        act = ngettext("Order {count} plaque and flag", "Order {count} plaques and flags", count)
        self.set_act(act.format(count=count))
        self.act.setVisible(bool(count))

    def _order_widget(self, order: PlaqueOrder) -> QWidget:
        holder = QWidget()
        holder.setObjectName(f"order-{order.id}")
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, SPACE // 2, 0, SPACE // 2)
        top = QHBoxLayout()
        words = f"{order.id} · {date_text(order.at.date())} · {order.label_years}"
        top.addWidget(PlainLabel(words, holder, strong=True, elide=True), 1)
        top.addWidget(Chip(state_word(order.state), _TONES[order.state], holder))
        column.addLayout(top)
        for each in order.lines:
            column.addWidget(_line(each))
        column.addLayout(self._buttons(order, holder))
        return holder

    def _buttons(self, order: PlaqueOrder, holder: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        for state in _next(order.state):
            button = PlainButton(_mark_words(state), holder, name=f"mark-{order.id}-{state}")
            button.clicked.connect(self._marker(order, state))
            row.addWidget(button)
        save = PlainButton(_("Save the order…"), holder, name=f"save-{order.id}")
        save.clicked.connect(lambda: self._save(order))
        row.addWidget(save)
        row.addStretch(1)
        return row

    def _marker(self, order: PlaqueOrder, state: OrderState) -> Callable[[], None]:
        by = self._desk.evaluator

        def work(casebook: "Casebook") -> Any:
            from app.casework.order import mark  # noqa: PLC0415

            return mark(casebook, order.id, state, by)

        return lambda: self._do(work)

    def _order(self) -> None:
        by = self._desk.evaluator

        def work(casebook: "Casebook") -> Any:
            from app.casework.order import make  # noqa: PLC0415

            return make(casebook, by=by)

        self._do(work)

    def _do(self, work: Callable[["Casebook"], Any]) -> None:
        self._desk.act(
            work, lambda _result: self._read(), lambda error: self.fail(sentence_of(error))
        )

    def _save(self, order: PlaqueOrder) -> None:
        path = self._dialogs.save_as(_("Save the order"), f"{order.id}.pdf", LISTS)
        if path is None:
            return
        desk, language = self._desk, current()

        def work(casebook: "Casebook") -> Any:
            from app.casework import publish  # noqa: PLC0415

            return publish.order(
                casebook, desk.press, path, order=order.id, language=language, force=True
            )

        desk.act(
            work, lambda _file: self.banner.say(_("Saved as {name}.").format(name=path.name),
                                                "green"),
            lambda error: self.fail(sentence_of(error)),
        )  # fmt: skip


_TONES = {
    OrderState.ORDERED: Tone.BLUE,
    OrderState.SENT: Tone.AMBER,
    OrderState.DELIVERED: Tone.GREEN,
    OrderState.RETURNED: Tone.RED,
}


def state_word(state: OrderState) -> str:
    """Return the state of an order in the window's language."""
    words = {
        OrderState.ORDERED: _("ordered"),
        OrderState.SENT: _("sent"),
        OrderState.DELIVERED: _("delivered"),
        OrderState.RETURNED: _("returned"),
    }
    return words[state]


def _mark_words(state: OrderState) -> str:
    words = {
        OrderState.SENT: _("Mark as sent"),
        OrderState.DELIVERED: _("Mark as delivered"),
        OrderState.RETURNED: _("Mark as returned"),
    }
    return words[state]


def _next(state: OrderState) -> tuple[OrderState, ...]:
    steps = {
        OrderState.ORDERED: (OrderState.SENT, OrderState.DELIVERED),
        OrderState.SENT: (OrderState.DELIVERED, OrderState.RETURNED),
        OrderState.RETURNED: (OrderState.SENT,),
        OrderState.DELIVERED: (OrderState.RETURNED,),
    }
    return steps[state]


def _line(each: OrderLine) -> QWidget:
    address = ", ".join(each.address)
    words = f"{each.school} · {address}" if address else each.school
    engraving = " / ".join(each.engraving)
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 2, 0, 2)
    row.addWidget(PlainLabel(words, holder, elide=True), 3)
    row.addWidget(PlainLabel(engraving, holder, tone="muted", size="small", elide=True), 2)
    if not each.address:
        row.addWidget(Chip(_("no address"), Tone.AMBER, holder))
    return holder


def _orders(casebook: "Casebook") -> Orders:
    from app.casework import order  # noqa: PLC0415

    return Orders(tuple(order.open_lines(casebook)), tuple(reversed(order.orders(casebook))))
