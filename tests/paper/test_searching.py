"""The library that draws looks for nothing outside this program and runs no file it finds."""

import os
import subprocess
import sys
from pathlib import Path

CODE = "import app.paper.canvas, reportlab.rl_config as r; print(r.T1SearchPath, r.TTFSearchPath)"


def test_files_in_the_users_folder_are_not_run(tmp_path: Path) -> None:
    for name in (".reportlab_mods", ".reportlab_settings"):
        (tmp_path / name).write_text("print('run')")
    said = subprocess.run(
        [sys.executable, "-I", "-c", CODE], capture_output=True, text=True, check=True,
        env=os.environ | {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path)},
    )  # fmt: skip
    assert said.stdout.split("\n")[0] == "[] []"
