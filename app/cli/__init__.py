"""The command line: parse, call one casework function, show what it returned."""
