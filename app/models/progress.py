"""How long work tells how far it is; raising ``Cancelled`` out of the callback stops it."""

from collections.abc import Callable

from app.models.message import Message

Progress = Callable[[float, Message], None] | None
"""Called with a fraction from 0 to 1 and a sentence; may raise ``app.models.errors.Cancelled``."""
