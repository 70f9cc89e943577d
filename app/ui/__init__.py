"""The window: panes that do not know each other, held together by the desk."""
