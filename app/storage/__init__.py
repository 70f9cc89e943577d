"""The casebook: records, drafts and the log in one folder; the only place that knows SQLAlchemy."""

from app.storage.act import ActInProgress
from app.storage.alike_index import AlikeIndex
from app.storage.casebook import Casebook
from app.storage.draft import DraftInProgress
from app.storage.keys import default_keys_folder
from app.storage.restore import restore
from app.storage.word_index import WordIndex

__all__ = [
    "ActInProgress",
    "AlikeIndex",
    "Casebook",
    "DraftInProgress",
    "WordIndex",
    "default_keys_folder",
    "restore",
]
