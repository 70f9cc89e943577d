"""Tests marked ``long`` run only when they are asked for: ``pytest -m long``."""

import pytest


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip long tests in an ordinary run."""
    if "long" in str(config.getoption("-m")):
        return
    for item in items:
        if item.get_closest_marker("long"):
            item.add_marker(pytest.mark.skip(reason="takes minutes; run with -m long"))
