"""Text shaped in every script, tagged for everyone, on PDF/A-3a and PDF/UA-1 pages.

A small layer over ReportLab's objects (docs/decisions/paper.md). Heavy to import: only the press
process and the makers of samples load it.
"""

import sys
from types import ModuleType

_SEARCHED = ("T1SearchPath", "TTFSearchPath", "CMapSearchPath")


def _keep_at_home() -> None:
    """Give ReportLab its settings before it looks for them.

    Otherwise it runs two files of the user's folder and looks for fonts in the working folder, the
    user's folder and on network folders. Every font of ours is among the resources.
    """
    for name in ("reportlab_settings", "reportlab_mods"):
        settings = ModuleType(name)
        for path in _SEARCHED:
            setattr(settings, path, ())
        sys.modules.setdefault(name, settings)


_keep_at_home()
