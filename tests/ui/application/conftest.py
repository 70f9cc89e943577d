"""The rubrics, and a platform without a screen."""

import os
from zoneinfo import ZoneInfo

import pytest

from app.models.identifiers import SchemeId
from app.scoring import shipped_schemes
from app.ui.application.makers import Makers, choices
from app.wording import use

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@pytest.fixture(autouse=True)
def english() -> None:
    use("en")


@pytest.fixture(params=["nql-2022", "esl-2022"])
def scheme(request):
    return shipped_schemes()[SchemeId(request.param)]


@pytest.fixture
def makers(scheme) -> Makers:
    return Makers(scheme, choices(), ZoneInfo("Europe/Oslo"))
