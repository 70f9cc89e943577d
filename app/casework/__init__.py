"""What an evaluator does: one module per act, each act one transaction with one log entry."""
