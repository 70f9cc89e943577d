"""A casebook made now equals one that was migrated step by step."""

import re
import sqlite3

import pytest
from sqlalchemy import create_engine

from app.storage import Casebook
from app.storage.migrate import migrate
from app.storage.schema import APPLICATION_ID
from tests.storage import made


def shape(rows):
    """Statements without the layout of white space."""
    return {name: re.sub(r"\s+", "", sql) for name, sql in rows if sql is not None}


def schema_of(path):
    raw = sqlite3.connect(path)
    rows = raw.execute("SELECT name, sql FROM sqlite_master").fetchall()
    raw.close()
    return shape(rows)


@pytest.fixture
def fresh(casebook: Casebook):
    casebook.close()
    return casebook.folder / "casebook.sqlite"


def test_fresh_equals_migrated(fresh, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'migrated.sqlite'}")
    with engine.begin() as connection:
        migrate(connection)
    engine.dispose()
    migrated = schema_of(tmp_path / "migrated.sqlite")
    found = schema_of(fresh)
    assert found.pop("alembic_version")
    assert migrated.pop("alembic_version")
    assert found == migrated


def test_the_file_says_what_it_is(fresh):
    raw = sqlite3.connect(fresh)
    assert raw.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    raw.close()


def test_a_computed_column_cannot_be_written(fresh):
    raw = sqlite3.connect(fresh)
    with pytest.raises(sqlite3.OperationalError, match="generated column"):
        raw.execute("INSERT INTO decision (entry, id, salt, value) VALUES (1, 'x', x'', '{}')")
    raw.close()


def test_look_ups_use_an_index(casebook):
    made.receive(casebook)
    query = "EXPLAIN QUERY PLAN SELECT value FROM submission WHERE case_key = 'x' AND number = 1"
    (plan,) = casebook._connection.exec_driver_sql(query).all()
    assert "USING INDEX submission_case_key_number" in plan[-1]
