"""An order as a list for the plaque maker: one line a school."""

from app.models.order import OrderLine, PlaqueOrder
from app.models.table import Column, ListTable
from app.wording import _, country_name


def order_sheet(order: PlaqueOrder, language: str) -> ListTable:
    """Return the order in one language; ``app.wording.use`` has chosen it already."""
    return ListTable(
        title=_("Plaque order {id}").format(id=order.id),
        subtitle=_("School Label {years}").format(years=order.label_years)
        if order.label_years
        else "",
        language=language,
        columns=_columns(),
        rows=tuple(_row(number, line) for number, line in enumerate(order.lines, 1)),
    )


def _columns() -> tuple[Column, ...]:
    return (
        Column("line", _("No."), 1),
        Column("school", _("School"), 4),
        Column("engraving", _("Engraving"), 5),
        Column("label_years", _("Label years"), 2),
        Column("plaques", _("Plaques"), 1),
        Column("flags", _("Flags"), 1),
        Column("address", _("Address"), 4),
        Column("country", _("Country"), 2),
        Column("contact", _("Contact"), 3),
        Column("phone", _("Phone"), 2),
        Column("email", _("E-mail"), 3),
        Column("language", _("Language"), 1),
        Column("certificate", _("Certificate"), 3),
    )


def _row(number: int, line: OrderLine) -> tuple[str, ...]:
    return (
        str(number), line.school, " / ".join(line.engraving), line.label_years,
        str(line.plaques), str(line.flags), ", ".join(line.address),
        country_name(line.country), line.contact, line.phone or "", line.email or "",
        line.language, line.certificate,
    )  # fmt: skip
