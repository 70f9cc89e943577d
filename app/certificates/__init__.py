"""Certificates: worded, drawn, checked before signing, signed, and checked afterwards.

``letter`` and ``words`` are pure text; ``draw``, ``seal`` and ``check`` load ReportLab or pyHanko
and are imported only by the press process.
"""
