"""The queue column: every case, found as one types, filtered by state, sorted."""
