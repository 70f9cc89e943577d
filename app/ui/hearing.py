"""Whether whoever waits for an answer is still there to hear it.

A sheet may be closed, and deleted by Qt, while another thread still looks for what it asked. An
answer is therefore handed on only while all that its callback holds on to lives.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from PySide6.QtCore import QObject
from shiboken6 import isValid


def is_there(callback: Callable[..., Any] | None) -> bool:
    """Tell whether every Qt object that the callback belongs to, or was made over, still lives."""
    return callback is not None and all(isValid(each) for each in _held(callback))


def _held(callback: Callable[..., Any]) -> Iterator[QObject]:
    if isinstance(callback, partial):
        yield from _held(callback.func)
        yield from (each for each in callback.args if isinstance(each, QObject))
        return
    closed_over = (cell.cell_contents for cell in getattr(callback, "__closure__", None) or ())
    for each in (getattr(callback, "__self__", None), *closed_over):
        if isinstance(each, QObject):
            yield each
