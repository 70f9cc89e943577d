"""An order as a list for the plaque maker: one line a school."""

from app.models.order import OrderLine, PlaqueOrder
from app.models.table import Column, ListTable
from app.wording import _, country_name


def order_sheet(order: PlaqueOrder, language: str) -> ListTable:
    """Return the order for programs and spreadsheets; ``app.wording.use`` chose the language."""
    return ListTable(
        title=_title(order),
        subtitle=_subtitle(order),
        language=language,
        columns=(
            Column("line", _("No."), 4),
            Column("school", _("School"), 10),
            Column("engraving", _("Engraving"), 12),
            Column("label_years", _("Label years"), 7),
            Column("plaques", _("Plaques"), 6),
            Column("flags", _("Flags"), 5),
            Column("address", _("Address"), 10),
            Column("country", _("Country"), 6),
            Column("contact", _("Contact"), 8),
            Column("phone", _("Phone"), 7),
            Column("email", _("E-mail"), 10),
            Column("language", _("Language"), 7),
            Column("certificate", _("Certificate"), 9),
        ),
        rows=tuple(_row(number, line) for number, line in enumerate(order.lines, 1)),
    )


def order_page(order: PlaqueOrder, language: str) -> ListTable:
    """Return the order for paper: fewer columns, each with what belongs together."""
    return ListTable(
        title=_title(order),
        subtitle=_subtitle(order),
        language=language,
        columns=(
            Column("line", _("No."), 4),
            Column("school", _("School"), 12),
            Column("engraving", _("Engraving"), 15),
            Column("plaques", _("Plaques"), 7),
            Column("flags", _("Flags"), 6),
            Column("address", _("Address"), 13),
            Column("contact", _("Contact"), 15),
            Column("certificate", _("Certificate"), 12),
        ),
        rows=tuple(_printed(number, line) for number, line in enumerate(order.lines, 1)),
    )


def _title(order: PlaqueOrder) -> str:
    return _("Plaque order {id}").format(id=order.id)


def _subtitle(order: PlaqueOrder) -> str:
    years = order.label_years
    return _("School Label {years}").format(years=years) if years else ""


def _row(number: int, line: OrderLine) -> tuple[str, ...]:
    return (
        str(number), line.school, " / ".join(line.engraving), line.label_years,
        str(line.plaques), str(line.flags), ", ".join(line.address),
        country_name(line.country), line.contact, line.phone or "", line.email or "",
        line.language, line.certificate,
    )  # fmt: skip


def _printed(number: int, line: OrderLine) -> tuple[str, ...]:
    contact = (line.contact, line.phone, line.email)
    return (
        str(number), line.school, " / ".join(line.engraving), str(line.plaques), str(line.flags),
        ", ".join((*line.address, country_name(line.country))),
        ", ".join(part for part in contact if part), line.certificate,
    )  # fmt: skip
