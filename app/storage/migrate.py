"""Bringing a casebook of an older version to this one; Alembic is loaded only for that."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection

from app.storage.schema import REVISION

SCRIPTS = Path(__file__).with_name("migrations")


def migrate(connection: Connection) -> None:
    """Run every step up to this program's version; the caller holds the transaction.

    It is done on a copy, which is checked and then swapped in (docs/formats/casebook.md).
    """
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    command.upgrade(config, REVISION)
