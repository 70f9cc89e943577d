"""Pins in the window: made in description and evidence, listed in the scores, gone to both ways."""
