"""Plaques: what is engraved, and the order as a list."""

from app.plaques.engraving import engraving, misfits
from app.plaques.sheet import order_page, order_sheet

__all__ = ["engraving", "misfits", "order_page", "order_sheet"]
