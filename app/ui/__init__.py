"""The window: panes that do not know each other, held together by the desk."""

from app.ui.toolkit import read_no_sources

read_no_sources()
