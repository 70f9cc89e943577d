"""Reading and paper: what was looked at, own evidence, phrases, letters, prints, batches.

Revision 0002. Literal statements, so that this file stays true whatever the program becomes.
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE checked (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        evaluator TEXT NOT NULL,
        remark TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, evaluator, remark)
    )
    """,
    """
    CREATE TABLE carried (
        entry INTEGER NOT NULL,
        case_key TEXT GENERATED ALWAYS AS (lower(json_extract(value, '$.case'))) STORED,
        submission INTEGER GENERATED ALWAYS AS (json_extract(value, '$.submission')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX carried_case_key ON carried (case_key)",
    """
    CREATE TABLE looked (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        evaluator TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, evaluator, sha256)
    )
    """,
    """
    CREATE TABLE own_evidence (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        evaluator TEXT NOT NULL,
        id TEXT NOT NULL,
        value TEXT NOT NULL,
        picture BLOB,
        PRIMARY KEY (case_key, submission, evaluator, id)
    )
    """,
    """
    CREATE TABLE phrase (
        id TEXT NOT NULL,
        scheme TEXT NOT NULL,
        leaf TEXT NOT NULL,
        language TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE letter_draft (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        language TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, language)
    )
    """,
    """
    CREATE TABLE printed (
        subject TEXT NOT NULL,
        copy INTEGER NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (subject, copy)
    )
    """,
    """
    CREATE TABLE batch (
        id TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (id)
    )
    """,
    """
    CREATE TABLE layout_text (
        entry INTEGER NOT NULL,
        sha256 TEXT GENERATED ALWAYS AS (json_extract(value, '$.sha256')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX layout_text_sha256 ON layout_text (sha256)",
    """
    CREATE TABLE anchored (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE key_change (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
)

GROWING: tuple[str, ...] = ("carried", "layout_text", "anchored", "key_change")


def upgrade() -> None:
    """Make the tables of this version, and the triggers of those that only grow."""
    for statement in TABLES:
        op.execute(statement)
    for table in GROWING:
        for verb in ("UPDATE", "DELETE"):
            op.execute(
                f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
            )


def downgrade() -> None:
    """A casebook is never taken back to an older version: restore the copy kept before."""
    raise NotImplementedError
