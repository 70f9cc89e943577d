"""Fixtures for application files."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.packages.made import PDF, bag_files, valid_form, zipped

Sealed = Callable[..., Path]


@pytest.fixture
def form() -> dict[str, Any]:
    return valid_form()


@pytest.fixture
def sealed(tmp_path: Path) -> Sealed:
    """Return a function that writes a sealed bag; files named in ``changes`` are put or removed."""

    def make(
        form: dict[str, Any] | bytes | None = None,
        evidence: dict[str, bytes] | None = None,
        changes: dict[str, bytes | None] | None = None,
        algorithm: str = "sha256",
        **more: Any,
    ) -> Path:
        content = valid_form() if form is None else form
        text = content if isinstance(content, bytes) else json.dumps(content).encode()
        attached = {"evidence/Feltrapport.pdf": PDF} if evidence is None else evidence
        files: dict[str, bytes | None] = {
            **bag_files({"application.json": text, **attached}, algorithm, **more),
            **(changes or {}),
        }
        kept = {name: each for name, each in files.items() if each is not None}
        return zipped(tmp_path / "file.labelapp", kept)

    return make
