"""A child that does acts and is killed at a random moment; what it confirmed must be there.

Use: ``kill_while(module, function, *arguments)`` starts ``python -c`` with a loop that calls the
function; the function is a generator that yields one line for each act it has *confirmed*.
The child dies by SIGKILL some random time after its first line.
"""

import subprocess
import sys
import threading
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

_CHILD = """
import importlib, sys
module, function, *arguments = sys.argv[1:]
for line in getattr(importlib.import_module(module), function)(*arguments):
    print(line, flush=True)
"""


def kill_while(module: str, function: str, *arguments: str, after: float) -> list[str]:
    """Return the whole lines the child wrote before it was killed, ``after`` its first one.

    ``after`` is in seconds. A child that ends by itself has failed: its error is raised.
    """
    child = subprocess.Popen(
        [sys.executable, "-c", _CHILD, module, function, *map(str, arguments)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd=ROOT,
    )  # fmt: skip
    first = child.stdout.readline()
    timer = threading.Timer(after, child.kill)
    timer.start()
    rest, complaint = child.communicate()
    timer.cancel()
    timer.join()
    if child.returncode != -9:
        raise AssertionError(complaint.decode())
    text = (first + rest).decode()
    return text[: text.rfind("\n") + 1].splitlines()
