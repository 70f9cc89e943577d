"""Making a new casebook: key, tables and first entry, or nothing."""

from pathlib import Path

from app import __version__
from app.clock import Clock
from app.models.casebook import Beginning
from app.models.errors import Refused
from app.models.log import Act
from app.models.message import message
from app.storage import schema
from app.storage.act import ActInProgress
from app.storage.connection import close, connect, transaction
from app.storage.files import DATABASE, FOLDERS, in_place
from app.storage.keys import Keys, new_origin, sync_folder
from app.storage.opening import EMPTY


def begin(folder: Path, *, keys: Keys, clock: Clock) -> None:
    """Make the folder with a database that holds the ``begin`` entry, and the log's key.

    The database gets its name when it is whole. Raises Refused ``casebook.exists``, Unavailable.
    """
    if (folder / DATABASE).exists():
        raise Refused(
            "casebook.exists",
            message("There is a casebook in {folder} already.", folder=str(folder)),
            message("Open it, or choose another folder with --casebook."),
        )
    fresh = folder / (DATABASE + ".new")
    with in_place():
        for name in FOLDERS:
            (folder / name).mkdir(parents=True, exist_ok=True)
        fresh.unlink(missing_ok=True)
        fresh.with_name(fresh.name + "-journal").unlink(missing_ok=True)
    _write(fresh, keys, clock)
    with in_place():
        fresh.rename(folder / DATABASE)
        sync_folder(folder)


def _write(path: Path, keys: Keys, clock: Clock) -> None:
    origin = new_origin()
    connection = connect(path, create=True)
    try:
        key = keys.make(origin)
        doing = ActInProgress(Act.BEGIN, 0, clock(), origin)
        doing.store(Beginning(origin, key.public.text, f"Label Desk {__version__}"))
        connection.exec_driver_sql(f"PRAGMA application_id = {schema.APPLICATION_ID}")
        with transaction(connection):
            schema.create(connection)
            connection.execute(schema.frontier.insert(), {"one": 1, "size": 0, "hashes": b""})
            doing.write(connection, EMPTY, (key,))
    finally:
        close(connection)
