"""Limits that our child processes put on themselves before they see a stranger's byte."""
