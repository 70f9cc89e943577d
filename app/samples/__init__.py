"""The demonstration casebook: invented applications, made from texts and drawings by script.

``build`` and what it uses (ReportLab, Pillow) run only in the press process; ``demo`` is light.
"""
