"""The reader process: parses a stranger's bytes and answers with numbers, pixels and text only."""
