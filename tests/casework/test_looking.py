"""What was looked at adds up."""

from app.models.identifiers import Sha256
from app.models.looked import Looked


def test_pages_and_seconds_add_up() -> None:
    seen = Looked(Sha256("a"), (1, 2), 7, 10).with_more(Looked(Sha256("a"), (2, 5), 7, 3))
    assert seen == Looked(Sha256("a"), (1, 2, 5), 7, 13)
