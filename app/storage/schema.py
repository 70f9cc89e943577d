"""The tables of a casebook: growing records under triggers, personal parts, drafts.

Every record table has few columns: the log entry that committed to the row, the salt, the
canonical value, and look-up columns that the database itself computes from the value, so that an
index can never disagree with what the log committed to. docs/formats/casebook.md explains them.
"""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Computed,
    Connection,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
)  # fmt: skip

from app.storage.kinds import KINDS, Kind

REVISIONS = ("0001", "0002")
"""Every version ever written, oldest first; an older casebook is brought up to date at opening."""

REVISION = REVISIONS[-1]

APPLICATION_ID = 0x4C444B31
"""Marks the SQLite file as a casebook (``LDK1``), for ``file`` and for us."""

metadata = MetaData()

entry = Table(
    "entry",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("leaf", Text, nullable=False),
    Column("checkpoint", Text, nullable=False),
)

FORM_KEYS = {
    "applicant": "json_extract(value, '$.applicant.name')",
    "school": "json_extract(value, '$.school.name')",
    "city": "json_extract(value, '$.school.city')",
    "country": "json_extract(value, '$.school.country')",
    "title": "coalesce(json_extract(value, '$.project.title'), "
    "json_extract(value, '$.school.name'))",
    "applicant_key": "coalesce('id ' || json_extract(value, '$.applicant.id'), "
    "'mail ' || lower(json_extract(value, '$.applicant.email')))",
    "school_key": "json_extract(value, '$.school.id')",
    "project_key": "json_extract(value, '$.project.id')",
}


def _entry_column() -> Column[int]:
    return Column("entry", ForeignKey("entry.number"), primary_key=True, autoincrement=False)


def _computed(keys: dict[str, str]) -> Iterator[Column[Any]]:
    """Yield stored columns; they come before the value, so that reading them skips it."""
    for name, expression in keys.items():
        yield Column(name, _type(name, keys), Computed(expression, persisted=True))


def _type(name: str, keys: dict[str, str]) -> type[Integer] | type[Text]:
    """Submissions are numbered, marks are 0 or 1; a certificate's number is a text."""
    numbers = {"number", "submission", "damaged", "missing_evidence"}
    counts = name in numbers and "decision" not in keys
    return Integer if counts else Text


def _record_table(kind: Kind) -> Table:
    keys = dict(kind.keys or {})
    table = Table(
        kind.name,
        metadata,
        _entry_column(),
        *_computed(keys),
        Column("salt", LargeBinary(32), nullable=False),
        Column("value", Text, nullable=False),
    )
    for columns in kind.unique:
        Index(f"{kind.name}_{'_'.join(columns)}", *(table.c[name] for name in columns), unique=True)
    single = {columns[0] for columns in kind.unique}
    for name in keys:
        if name in {"case_key", "sha256", "decision", "order_id"} and name not in single:
            Index(f"{kind.name}_{name}", table.c[name])
    return table


records = {kind.name: _record_table(kind) for kind in KINDS}

personal = Table(
    "personal",
    metadata,
    _entry_column(),
    Column("field", Text, primary_key=True),
    Column("salt", LargeBinary(32), nullable=False),
    Column("value", LargeBinary, nullable=False),
)

form = Table(
    "form",
    metadata,
    _entry_column(),
    *_computed(FORM_KEYS),
    Column("salt", LargeBinary(32), nullable=False),
    Column("value", Text, nullable=False),
)
for _name in ("applicant_key", "school_key", "project_key"):
    Index(f"form_{_name}", form.c[_name])

# The queue reads all of these and nothing else: without the forms' many pages.
Index("form_queue", form.c.entry, *(form.c[_name] for _name in FORM_KEYS))

erasing = Table("erasing", metadata, _entry_column())

frontier = Table(
    "frontier",
    metadata,
    Column("one", Integer, CheckConstraint("one = 1"), primary_key=True, autoincrement=False),
    Column("size", Integer, nullable=False),
    Column("hashes", LargeBinary, nullable=False),
)

draft = Table(
    "draft",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("evaluator", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

opened = Table(
    "opened",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("evaluator", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
)

tick = Table(
    "tick",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("rule", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

setting = Table(
    "setting",
    metadata,
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

checked = Table(
    "checked",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("evaluator", Text, primary_key=True),
    Column("remark", Text, primary_key=True),
)

looked = Table(
    "looked",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("evaluator", Text, primary_key=True),
    Column("sha256", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

own_evidence = Table(
    "own_evidence",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("evaluator", Text, primary_key=True),
    Column("id", Text, primary_key=True),
    Column("value", Text, nullable=False),
    Column("picture", LargeBinary),
)

phrase = Table(
    "phrase",
    metadata,
    Column("id", Text, primary_key=True),
    Column("scheme", Text, nullable=False),
    Column("leaf", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("value", Text, nullable=False),
)

letter_draft = Table(
    "letter_draft",
    metadata,
    Column("case_key", Text, primary_key=True),
    Column("submission", Integer, primary_key=True, autoincrement=False),
    Column("language", Text, primary_key=True),
    Column("value", Text, nullable=False),
)

printed = Table(
    "printed",
    metadata,
    Column("subject", Text, primary_key=True),
    Column("copy", Integer, primary_key=True, autoincrement=False),
    Column("value", Text, nullable=False),
)

batch = Table(
    "batch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("value", Text, nullable=False),
)


def triggers() -> Iterator[str]:
    """Yield the triggers that hold our own bugs back from finished records."""
    for table in (entry, *records.values()):
        for verb in ("UPDATE", "DELETE"):
            yield _trigger(table.name, verb, "")
    for table in (personal, form):
        yield _trigger(table.name, "UPDATE", "")
        yield _trigger(table.name, "DELETE", "WHEN NOT EXISTS (SELECT 1 FROM erasing) ")


def _trigger(table: str, verb: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


def create(connection: Connection) -> None:
    """Make all tables in an empty database; the caller holds the transaction."""
    connection.exec_driver_sql("CREATE TABLE alembic_version (version_num VARCHAR(32) NOT NULL)")
    metadata.create_all(connection, checkfirst=False)
    for statement in triggers():
        connection.exec_driver_sql(statement)
    connection.exec_driver_sql("INSERT INTO alembic_version VALUES (?)", (REVISION,))
