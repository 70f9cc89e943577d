"""How long until the window is on the screen, beside a bare PySide6 window, from process start.

    python bench/window_start.py [--rounds 5]

Painted means that the first frame of the window was drawn. Behind it the libraries load and the
casebook opens; the event loop must not pause for longer than 50 ms meanwhile. Offscreen unless
QT_QPA_PLATFORM says otherwise.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

LIMIT = 1.6
LONGEST_GAP = 50.0

BARE = """
import os, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QTimer.singleShot(0, application.quit)
        print(time.time())
application = QApplication([])
window = Window()
window.resize(1440, 900)
window.show()
application.exec()
"""

MAKE = """
import sys
from pathlib import Path
from app.casework import keep
from app.ui.remembered import Remembered
keep.begin(Path(sys.argv[1]), organisation={"en": "NSO"}).close()
remembered = Remembered()
remembered.put_text("evaluator", "Kari Nordmann")
remembered.flush()
print(0)
"""
"""A casebook as on any day: office and evaluator are known, so nothing is asked at the start."""
OURS = """
import sys, time, json
from pathlib import Path
from app.models.window import WindowRequest
from app.ui import start
from app.ui.start import *
from app.ui.window import MainWindow
from PySide6.QtCore import QTimer
painted = []
def paint(self, event):
    super(MainWindow, self).paintEvent(event)
    if not painted:
        painted.append(time.time())
MainWindow.paintEvent = paint
application = make_application()
remembered = Remembered()
use("en")
theme.apply(application)
window = open_window(WindowRequest(Path(sys.argv[1])), remembered)
gaps, last = [], [time.perf_counter()]
def tick():
    now = time.perf_counter()
    if painted:
        gaps.append((now - last[0]) * 1000)
    last[0] = now
timer = QTimer()
timer.timeout.connect(tick)
timer.start(1)
ready = []
window.ready.connect(lambda: (ready.append(time.time()), QTimer.singleShot(50, window.close)))
application.exec()
print(json.dumps({"painted": painted[0], "ready": ready[0], "gap": max(gaps)}))
"""


def run(code: str, *arguments: str) -> tuple[float, str]:
    """Start a fresh interpreter; return when it was started and what it printed."""
    environment = {"QT_QPA_PLATFORM": "offscreen", **os.environ, "QT_LOGGING_RULES": "*=false"}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # compiled code is there on every second day
    started = time.time()
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments], env=environment, check=True,
        capture_output=True, text=True,
    )  # fmt: skip
    return started, done.stdout.strip().splitlines()[-1]


def main() -> int:
    """Print both medians, their ratio, the longest pause; status 1 when a limit is not kept."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.environ |= {"LABEL_DESK_KEYS": str(folder / "keys"), "XDG_CONFIG_HOME": name}
        run(MAKE, str(folder / "case"))
        run(OURS, str(folder / "case"))
        bare, ours, ready, gaps = [], [], [], []
        for _ in range(rounds):
            started, line = run(BARE)
            bare.append((float(line) - started) * 1000)
            started, line = run(OURS, str(folder / "case"))
            told = json.loads(line)
            ours.append((told["painted"] - started) * 1000)
            ready.append((told["ready"] - started) * 1000)
            gaps.append(told["gap"])
    floor, median = statistics.median(bare), statistics.median(ours)
    ratio, gap = median / floor, statistics.median(gaps)
    print(f"bare window painted        {floor:7.0f} ms")
    print(f"Label Desk painted         {median:7.0f} ms   {ratio:.2f} × (limit {LIMIT}) "
          f"{'kept' if ratio <= LIMIT else 'NOT kept'}")  # fmt: skip
    print(f"queue there                {statistics.median(ready):7.0f} ms")
    print(f"longest pause meanwhile    {gap:7.0f} ms   (limit {LONGEST_GAP:.0f}) "
          f"{'kept' if gap <= LONGEST_GAP else 'NOT kept'}")  # fmt: skip
    return int(ratio > LIMIT or gap > LONGEST_GAP)


if __name__ == "__main__":
    sys.exit(main())
