"""The rules of docs/architecture.md: import contracts, and what start.py may use."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from app.casework.doctor import LIBRARIES

ROOT = Path(__file__).resolve().parents[2]


def test_every_import_contract_is_kept() -> None:
    program = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run([program, "--no-cache"], cwd=ROOT, capture_output=True, text=True,
                          check=False)  # fmt: skip
    assert done.returncode == 0, done.stdout


def test_start_uses_the_standard_library_only() -> None:
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    names = {alias.name for node in ast.walk(tree) if isinstance(node, ast.Import)
             for alias in node.names}  # fmt: skip
    names |= {node.module for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


def test_start_and_doctor_name_the_same_libraries() -> None:
    tree = ast.parse((ROOT / "start.py").read_text(encoding="utf-8"))
    value = next(node.value for node in tree.body if isinstance(node, ast.Assign)
                 and node.targets[0].id == "DEBIAN_LIBRARIES")  # fmt: skip
    assert set(ast.literal_eval(value)) == set(LIBRARIES.values())


@pytest.mark.parametrize("word", ["help", "--help", "wrong"])
def test_start_says_what_it_can_do(word: str) -> None:
    done = subprocess.run([sys.executable, "start.py", word], cwd=ROOT, capture_output=True,
                          text=True, check=False)  # fmt: skip
    assert done.returncode == 2
    assert "desk" in done.stdout


def test_every_package_has_a_sentence() -> None:
    silent = [path for path in (ROOT / "app").rglob("*.py")
              if not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))]  # fmt: skip
    assert silent == []
