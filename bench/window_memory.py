"""Memory of the window at work, beside an empty window with SQLAlchemy and cryptography loaded.

    python bench/window_memory.py

Ours holds an open, empty casebook. Counted is the memory that belongs to the process
alone plus its share of what it has in common (PSS on Linux, peak resident size elsewhere).
"""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

LIMIT = 1.5

MEASURE = """
def measured():
    try:
        with open("/proc/self/smaps_rollup") as lines:
            return next(int(l.split()[1]) for l in lines if l.startswith("Pss:")) / 1024
    except OSError:
        import resource
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
"""

BARE = (
    MEASURE
    + """
import sqlalchemy, cryptography
from cryptography.hazmat.primitives.asymmetric import ed25519
from sqlalchemy import create_engine
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1440, 900)
window.show()
application.processEvents()
create_engine("sqlite://").connect().close()
print(measured())
"""
)

OURS = (
    MEASURE
    + """
import sys
from pathlib import Path
from app.models.window import WindowRequest
from app.ui.start import *
application = make_application()
remembered = Remembered()
remembered.put_text("evaluator", "Kari")
theme.apply(application)
window = open_window(WindowRequest(Path(sys.argv[1])), remembered)
window.ready.connect(lambda: QTimer.singleShot(1500, application.quit))
application.exec()
print(measured())
window.close()
"""
)


def run(code: str, *arguments: str) -> float:
    """Return what a fresh interpreter printed last, in MiB."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_LOGGING_RULES": "*=false"}
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, check=True,
        capture_output=True, text=True, timeout=120,
    )  # fmt: skip
    return float(done.stdout.strip().splitlines()[-1])


def main() -> None:
    """Print both figures and their ratio."""
    with tempfile.TemporaryDirectory() as name:
        os.environ |= {"LABEL_DESK_KEYS": f"{name}/keys", "XDG_CONFIG_HOME": name}
        folder = Path(name) / "case"
        make = "import sys; from pathlib import Path; from app.casework import keep; keep.begin(" \
               "Path(sys.argv[1]), organisation={'en': 'NSO'}).close(); print(0)"  # fmt: skip
        run(make, str(folder))
        bare, ours = run(BARE), run(OURS, str(folder))
    ratio = ours / bare
    print(f"empty window with SQLAlchemy and cryptography {bare:6.0f} MiB")
    print(f"Label Desk with a casebook open               {ours:6.0f} MiB   {ratio:.2f} × "
          f"(limit {LIMIT}) {'kept' if ratio <= LIMIT else 'NOT kept'}")  # fmt: skip


if __name__ == "__main__":
    main()
