"""Alembic's steps from each version of the casebook to the next."""
