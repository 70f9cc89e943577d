"""Largest memory while the window opens a casebook, beside an empty window with the libraries.

python bench/memory.py [--rounds 3]

The floor is a bare PySide6 window whose process has imported SQLAlchemy and cryptography. Both
are measured at their largest, in fresh processes. Ours opens as on any day, with office and
evaluator known; the very first start also asks for the country, which costs about 8 MB more once.
"""

import argparse
import os
import statistics
import sys
import tempfile
from pathlib import Path

from window_start import MAKE, OURS, run

LIMIT = 1.5
PEAK = """
import resource, sys
unit = 1 if sys.platform == "darwin" else 1024
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit)
"""
BARE = """
import cryptography.hazmat.primitives.asymmetric.ed25519, sqlalchemy
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
QTimer.singleShot(300, application.quit)
application.exec()
"""


def main() -> int:
    """Print both medians and their ratio; the status is 1 when the limit is not kept."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--rounds", type=int, default=3)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"LABEL_DESK_KEYS": f"{name}/keys", "XDG_CONFIG_HOME": name}
        folder = str(Path(name) / "casebook")
        run(MAKE, folder)
        bare = statistics.median(int(run(BARE + PEAK)[1]) for _ in range(rounds))
        ours = statistics.median(int(run(OURS + PEAK, folder)[1]) for _ in range(rounds))
    ratio = ours / bare
    print(f"empty window with the libraries {bare / 1e6:.0f} MB · Label Desk {ours / 1e6:.0f} MB · "
          f"{ratio:.2f} × (limit {LIMIT})")  # fmt: skip
    return int(ratio > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
