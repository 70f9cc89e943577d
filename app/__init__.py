"""Label Desk: a desk for evaluators of the eTwinning National Quality Label and School Label."""

__version__ = "0.1.0"
