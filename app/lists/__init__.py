"""Lists as files: csv, xlsx, html and json; PDF is drawn in the press process."""

from app.lists.csv_file import csv_bytes
from app.lists.html_file import html_bytes
from app.lists.json_file import json_bytes
from app.lists.xlsx_file import xlsx_bytes

__all__ = ["csv_bytes", "html_bytes", "json_bytes", "xlsx_bytes"]
