"""The panes of a review: description, scores, bar, and the sheets that decide and issue."""
