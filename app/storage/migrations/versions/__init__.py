"""One file for each version; none uses code of the program."""
