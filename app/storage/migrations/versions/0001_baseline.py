"""The first casebook: entries, records, personal parts, drafts.

Revision 0001. Literal statements, so that this file stays true whatever the program becomes.
"""

# ruff: noqa: E501

from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    """
    CREATE TABLE entry (
        number INTEGER NOT NULL,
        leaf TEXT NOT NULL,
        checkpoint TEXT NOT NULL,
        PRIMARY KEY (number)
    )
    """,
    """
    CREATE TABLE frontier (
        one INTEGER NOT NULL CHECK (one = 1),
        size INTEGER NOT NULL,
        hashes BLOB NOT NULL,
        PRIMARY KEY (one)
    )
    """,
    """
    CREATE TABLE draft (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        evaluator TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, evaluator)
    )
    """,
    """
    CREATE TABLE opened (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        evaluator TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, evaluator, sha256)
    )
    """,
    """
    CREATE TABLE tick (
        case_key TEXT NOT NULL,
        submission INTEGER NOT NULL,
        rule TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (case_key, submission, rule)
    )
    """,
    """
    CREATE TABLE setting (
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (name)
    )
    """,
    """
    CREATE TABLE beginning (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE submission (
        entry INTEGER NOT NULL,
        case_key TEXT GENERATED ALWAYS AS (lower(json_extract(value, '$.case'))) STORED,
        number INTEGER GENERATED ALWAYS AS (json_extract(value, '$.number')) STORED,
        sha256 TEXT GENERATED ALWAYS AS (json_extract(value, '$.sha256')) STORED,
        case_id TEXT GENERATED ALWAYS AS (json_extract(value, '$.case')) STORED,
        scheme TEXT GENERATED ALWAYS AS (json_extract(value, '$.scheme')) STORED,
        submitted_at TEXT GENERATED ALWAYS AS (json_extract(value, '$.submitted_at')) STORED,
        received_at TEXT GENERATED ALWAYS AS (json_extract(value, '$.received_at')) STORED,
        damaged INTEGER GENERATED ALWAYS AS (json_extract(value, '$.damaged')) STORED,
        missing_evidence INTEGER GENERATED ALWAYS AS (json_extract(value, '$.missing_evidence')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX submission_sha256 ON submission (sha256)",
    "CREATE UNIQUE INDEX submission_case_key_number ON submission (case_key, number)",
    """
    CREATE TABLE rejected_file (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE review (
        entry INTEGER NOT NULL,
        case_key TEXT GENERATED ALWAYS AS (lower(json_extract(value, '$.case'))) STORED,
        submission INTEGER GENERATED ALWAYS AS (json_extract(value, '$.submission')) STORED,
        id TEXT GENERATED ALWAYS AS (json_extract(value, '$.id')) STORED,
        revises TEXT GENERATED ALWAYS AS (json_extract(value, '$.revises')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE UNIQUE INDEX review_id ON review (id)",
    "CREATE INDEX review_case_key ON review (case_key)",
    """
    CREATE TABLE decision (
        entry INTEGER NOT NULL,
        case_key TEXT GENERATED ALWAYS AS (lower(json_extract(value, '$.case'))) STORED,
        id TEXT GENERATED ALWAYS AS (json_extract(value, '$.id')) STORED,
        submission INTEGER GENERATED ALWAYS AS (json_extract(value, '$.submission')) STORED,
        outcome TEXT GENERATED ALWAYS AS (json_extract(value, '$.outcome')) STORED,
        total TEXT GENERATED ALWAYS AS (json_extract(value, '$.assessment.total')) STORED,
        at TEXT GENERATED ALWAYS AS (json_extract(value, '$.at')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE UNIQUE INDEX decision_id ON decision (id)",
    "CREATE INDEX decision_case_key ON decision (case_key)",
    """
    CREATE TABLE certificate (
        entry INTEGER NOT NULL,
        number TEXT GENERATED ALWAYS AS (json_extract(value, '$.number')) STORED,
        decision TEXT GENERATED ALWAYS AS (json_extract(value, '$.decision')) STORED,
        sha256 TEXT GENERATED ALWAYS AS (json_extract(value, '$.sha256')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX certificate_sha256 ON certificate (sha256)",
    "CREATE INDEX certificate_decision ON certificate (decision)",
    "CREATE UNIQUE INDEX certificate_number ON certificate (number)",
    """
    CREATE TABLE withdrawal (
        entry INTEGER NOT NULL,
        case_key TEXT GENERATED ALWAYS AS (lower(json_extract(value, '$.case'))) STORED,
        certificate TEXT GENERATED ALWAYS AS (json_extract(value, '$.certificate')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX withdrawal_case_key ON withdrawal (case_key)",
    """
    CREATE TABLE plaque_order (
        entry INTEGER NOT NULL,
        id TEXT GENERATED ALWAYS AS (json_extract(value, '$.id')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE UNIQUE INDEX plaque_order_id ON plaque_order (id)",
    """
    CREATE TABLE order_marking (
        entry INTEGER NOT NULL,
        order_id TEXT GENERATED ALWAYS AS (json_extract(value, '$.order')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX order_marking_order_id ON order_marking (order_id)",
    """
    CREATE TABLE exported (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE season_text (
        entry INTEGER NOT NULL,
        sha256 TEXT GENERATED ALWAYS AS (json_extract(value, '$.sha256')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX season_text_sha256 ON season_text (sha256)",
    """
    CREATE TABLE season_confirmation (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE scheme_text (
        entry INTEGER NOT NULL,
        sha256 TEXT GENERATED ALWAYS AS (json_extract(value, '$.sha256')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX scheme_text_sha256 ON scheme_text (sha256)",
    """
    CREATE TABLE identity (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE continuation (
        entry INTEGER NOT NULL,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE personal (
        entry INTEGER NOT NULL,
        field TEXT NOT NULL,
        salt BLOB NOT NULL,
        value BLOB NOT NULL,
        PRIMARY KEY (entry, field),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    """
    CREATE TABLE form (
        entry INTEGER NOT NULL,
        applicant TEXT GENERATED ALWAYS AS (json_extract(value, '$.applicant.name')) STORED,
        school TEXT GENERATED ALWAYS AS (json_extract(value, '$.school.name')) STORED,
        city TEXT GENERATED ALWAYS AS (json_extract(value, '$.school.city')) STORED,
        country TEXT GENERATED ALWAYS AS (json_extract(value, '$.school.country')) STORED,
        title TEXT GENERATED ALWAYS AS (coalesce(json_extract(value, '$.project.title'), json_extract(value, '$.school.name'))) STORED,
        applicant_key TEXT GENERATED ALWAYS AS (coalesce('id ' || json_extract(value, '$.applicant.id'), 'mail ' || lower(json_extract(value, '$.applicant.email')))) STORED,
        school_key TEXT GENERATED ALWAYS AS (json_extract(value, '$.school.id')) STORED,
        project_key TEXT GENERATED ALWAYS AS (json_extract(value, '$.project.id')) STORED,
        salt BLOB NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
    "CREATE INDEX form_applicant_key ON form (applicant_key)",
    """
    CREATE INDEX form_queue ON form (entry, applicant, school, city, country, title, applicant_key, school_key, project_key)
    """,
    "CREATE INDEX form_school_key ON form (school_key)",
    "CREATE INDEX form_project_key ON form (project_key)",
    """
    CREATE TABLE erasing (
        entry INTEGER NOT NULL,
        PRIMARY KEY (entry),
        FOREIGN KEY(entry) REFERENCES entry (number)
    )
    """,
)

GROWING = (
    "entry", "beginning", "submission", "rejected_file", "review", "decision", "certificate",
    "withdrawal", "plaque_order", "order_marking", "exported", "season_text",
    "season_confirmation", "scheme_text", "identity", "continuation",
)  # fmt: skip
ERASABLE = ("personal", "form")


def upgrade() -> None:
    """Make every table, index and trigger of the first version."""
    for statement in TABLES:
        op.execute(statement)
    for table in GROWING:
        op.execute(_trigger(table, "UPDATE", ""))
        op.execute(_trigger(table, "DELETE", ""))
    for table in ERASABLE:
        op.execute(_trigger(table, "UPDATE", ""))
        op.execute(_trigger(table, "DELETE", "WHEN NOT EXISTS (SELECT 1 FROM erasing) "))


def _trigger(table: str, verb: str, when: str) -> str:
    return (
        f"CREATE TRIGGER {table}_no_{verb.lower()} BEFORE {verb} ON {table} {when}"
        f"BEGIN SELECT RAISE(ABORT, '{table} only grows'); END"
    )


def downgrade() -> None:
    """There is nothing before the first version."""
    raise NotImplementedError
