"""Text shaped in every script, tagged for everyone, on PDF/A-3a and PDF/UA-1 pages.

A small layer over ReportLab's objects (docs/decisions/paper.md). Heavy to import: only the press
process and the makers of samples load it.
"""
