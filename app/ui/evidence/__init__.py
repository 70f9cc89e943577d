"""The evidence column: a strip of cards, a toolbar, and a viewer for each kind of file."""
