"""The office's settings for a season, and the yes of a person to its minimums."""

import hashlib
import json
from datetime import datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from app.casework import rubrics
from app.casework.people import named
from app.models.casebook import SeasonConfirmation, SeasonText
from app.models.errors import Misused, Refused
from app.models.identifiers import SchemeId, Sha256
from app.models.log import Act
from app.models.scheme import Minimum, Scheme
from app.models.season import Season
from app.scoring import DEFAULT_SEASON, load_season, with_season

if TYPE_CHECKING:
    from app.storage import Casebook

START_MONTH = 8
"""The month in which a school year begins, for the name of a new season only."""


def text_for(moment: datetime) -> str:
    """Return the settings a new casebook starts with, named after the school year."""
    year = moment.year - (moment.month < START_MONTH)
    return DEFAULT_SEASON.replace('name = ""', f'name = "{year}/{(year + 1) % 100:02}"', 1)


def current(casebook: "Casebook") -> Season:
    """Return the season that counts now."""
    kept = casebook.season()
    return loaded(kept.text if kept else text_for(casebook.clock()))


@lru_cache(maxsize=8)
def loaded(text: str) -> Season:
    """Return the season of a text that was checked before."""
    return load_season(text, is_known=True)


def start(casebook: "Casebook", text: str) -> Season:
    """Make ``text`` the current season; one act."""
    season = load_season(text)
    rubrics.in_season(casebook, season)
    with casebook.act(Act.SEASON) as act:
        act.season = season.sha256
        act.store(SeasonText(season.sha256, text, act.at, act.index))
    return season


def set_value(casebook: "Casebook", dotted: str, value: str) -> Season:
    """Change one setting by its dotted path; the same value again changes nothing."""
    from app.scoring.settings import set_value as with_value  # noqa: PLC0415  seldom needed

    before = current(casebook)
    _check_rubric(casebook, dotted)
    text = with_value(before.text, dotted, value)
    if text == before.text:
        return before
    try:
        return start(casebook, text)
    except Refused as error:
        raise Misused(error.code, error.message, error.hint) from error


def _check_rubric(casebook: "Casebook", dotted: str) -> None:
    """Refuse a round of a rubric that is not there: nobody would ever read it."""
    head, _dot, rest = dotted.partition(".")
    name = rest.rpartition(".minimums.")[0] or rest.rpartition(".")[0]
    if head == "schemes" and name:
        rubrics.scheme(casebook, SchemeId(name.strip('"')))


def confirm(casebook: "Casebook", by: str) -> Season:
    """Write down that a person confirms the minimums of every rubric for this season."""
    season = current(casebook)
    hashes = {name: str(minimums_hash(scheme))
              for name, scheme in rubrics.in_season(casebook, season).items()}  # fmt: skip
    with casebook.act(Act.SEASON) as act:
        act.season = season.sha256
        act.store(SeasonConfirmation(season.sha256, hashes, named(by), act.at, act.index))
    return season


def is_confirmed(casebook: "Casebook", scheme: Scheme) -> bool:
    """Tell whether the minimums of ``scheme`` are those that a person confirmed last."""
    confirmed = casebook.confirmations()
    if not confirmed:
        return False
    overlaid = with_season(scheme, current(casebook))
    return confirmed[-1].minimums.get(scheme.id) == minimums_hash(overlaid)


def minimums_hash(scheme: Scheme) -> Sha256:
    """Return a hash over all minimums of a rubric that has the season's on top."""
    named: dict[str, Minimum | None] = {"total": scheme.minimum_total}
    named |= {criterion.id: criterion.minimum for criterion in scheme.criteria}
    named |= {leaf.id: leaf.minimum for leaf in scheme.leaves if leaf.minimum}
    plain = {name: [str(each.points), str(each.share)] for name, each in named.items() if each}
    return Sha256(hashlib.sha256(json.dumps(plain, sort_keys=True).encode()).hexdigest())
