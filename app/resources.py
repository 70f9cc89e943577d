"""Where the files that ship with the program are."""

import sys
from pathlib import Path


def resource(*parts: str) -> Path:
    """Return the path of a shipped file, ``resource("schemes", "nql-2022.toml")``.

    The folder lies beside ``app`` in a checkout and in an installed wheel, and inside the bundle
    when the program is frozen.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = Path(bundle) if bundle else Path(__file__).resolve().parent.parent
    return root.joinpath("resources", *parts)
