"""The window toolkit reads no source text of what is imported after it.

At each import PySide6 looks for its own name in the whole source of the new module, to find out
whether the optional spellings of ``__feature__`` may be wanted there, and Python's line cache
keeps every line it read: 15 MiB, and the whole loading waits for it. Nobody here uses
those spellings. In a frozen program, which has no source, the answer is "no" each time too.
"""

import sys

import shiboken6  # noqa: F401  it brings the module that looks

FEATURES = "shibokensupport.feature"
QUESTION = "_mod_uses_pyside"


def read_no_sources() -> None:
    """Answer the toolkit's question by "no"; a version that does not ask is left as it is."""
    features = sys.modules.get(FEATURES)
    if hasattr(features, QUESTION):
        setattr(features, QUESTION, lambda _module: False)
