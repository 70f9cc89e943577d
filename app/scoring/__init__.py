"""Pure arithmetic of rubrics: schemes, seasons, scores, assessment, eligibility.

Nothing here knows files, time of day or the casebook; all of it comes in as records.
"""

from app.scoring.assessment import assess, can_be_mended
from app.scoring.calendar import CutOff, CutOffs, cut_offs, school_year
from app.scoring.eligibility import eligibility
from app.scoring.exact import json_number
from app.scoring.schemes import SHIPPED, load_scheme, shipped_schemes
from app.scoring.scores import parse_scores_text, read_scores
from app.scoring.seasons import (
    DEFAULT_SEASON,
    check_minimums,
    load_season,
    minimums_differ,
    with_season,
)
from app.scoring.totals import totals

__all__ = [
    "DEFAULT_SEASON", "SHIPPED", "CutOff", "CutOffs", "assess", "can_be_mended", "check_minimums",
    "cut_offs", "eligibility", "json_number", "load_scheme", "load_season", "minimums_differ",
    "parse_scores_text", "read_scores", "school_year", "shipped_schemes",
    "totals", "with_season",
]  # fmt: skip
