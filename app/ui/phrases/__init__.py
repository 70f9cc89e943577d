"""The comment bank in the window: offered while a comment is typed, and its sheet."""
