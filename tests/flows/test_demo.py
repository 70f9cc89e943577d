"""The demonstration, run as a user runs it: once for all tests, watched where possible."""

import json
import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

STRACE = shutil.which("strace")


@dataclass(frozen=True)
class Demo:
    """What one run printed, and what the system saw of it."""

    folder: Path
    said: dict[str, object]
    told: str
    calls: str


def _run(folder: Path, *watched: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-m", "app", "demo", "--casebook", str(folder), "--json"]
    keys = {"LABEL_DESK_KEYS": str(folder.parent / "keys"), "QT_QPA_PLATFORM": "offscreen"}
    return subprocess.run(
        [*watched, *command], capture_output=True, text=True, check=True, env=os.environ | keys
    )


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Demo:
    folder = tmp_path_factory.mktemp("Ünï çødé 日本") / "demo"
    calls = folder.parent / "calls.txt"
    # Without -s, strace cuts words of more than 32 characters, such as the path of the interpreter.
    options = ["-f", "-s", "4096", "-e", "trace=network,execve", "-o", str(calls)]
    watch = [STRACE, *options] if STRACE else []
    result = _run(folder, *watch)
    seen = calls.read_text(encoding="utf-8") if STRACE else ""
    return Demo(folder, json.loads(result.stdout), result.stderr, seen)


def test_the_demo_makes_a_valid_certificate(demo: Demo) -> None:
    assert demo.said["verdict"] == "valid"
    assert demo.said["applications"] >= 12
    assert Path(demo.said["certificate"]).read_bytes().startswith(b"%PDF")
    assert Path(demo.said["casebook"]) == demo.folder


def test_every_step_is_told_with_its_file(demo: Demo) -> None:
    steps = re.findall(r"^\d · (\w+)", demo.told, re.MULTILINE)
    assert steps == ["Opened", "Scored", "Decided", "Signed", "Verified"]
    assert str(demo.said["certificate"]) in demo.told


def test_without_a_screen_it_says_so(demo: Demo) -> None:
    assert "screen" in demo.told


def test_the_certificate_says_that_it_is_a_sample(demo: Demo) -> None:
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("pdftotext (Debian: poppler-utils) is not installed")
    words = [reader, demo.said["certificate"], "-"]
    text = subprocess.run(words, capture_output=True, text=True, check=True)
    assert "Sample" in text.stdout


def test_a_second_run_opens_it_again_and_says_so(demo: Demo) -> None:
    again = _run(demo.folder)
    said = json.loads(again.stdout)
    assert said == demo.said
    assert "there already" in again.stderr


@pytest.mark.skipif(STRACE is None, reason="strace is not installed (Debian: strace)")
def test_no_internet_socket_and_no_process_but_our_own(demo: Demo) -> None:
    assert "AF_INET" not in demo.calls
    started = re.findall(r'execve\("([^"]+)", \["[^"]+", "([^"]+)"', demo.calls)
    assert {(Path(name).name.startswith("python"), word) for name, word in started} == {
        (True, "-I")
    }
