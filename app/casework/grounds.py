"""What a decision stood on: its rubric, season and sealed points, as they were then."""

from typing import TYPE_CHECKING

from app.casework import season
from app.models.decision import Decision
from app.models.review import Review, Scores
from app.models.scheme import Scheme
from app.models.season import Season
from app.scoring import load_scheme, with_season

if TYPE_CHECKING:
    from app.storage import Casebook


def rules_of(casebook: "Casebook", decision: Decision) -> tuple[Scheme, Season]:
    """Return rubric and season as they were when it was decided."""
    text = next(each.text for each in casebook.seasons()
                if each.sha256 == decision.season_sha256)  # fmt: skip
    then = season.loaded(text)
    kept = casebook.scheme_bytes(decision.scheme_sha256)
    scheme = load_scheme(kept, decision.scheme, is_known=True)
    return with_season(scheme, then), then


def review_of(casebook: "Casebook", decision: Decision) -> Review | None:
    """Return the sealed review that the decision stood on."""
    reviews = casebook.reviews(decision.case, decision.submission)
    return next((each for each in reviews if each.id in decision.reviews), None)


def scores_of(casebook: "Casebook", decision: Decision) -> Scores:
    """Return the sealed points that the decision stood on, with their comments."""
    review = review_of(casebook, decision)
    return review.scores if review else {}
