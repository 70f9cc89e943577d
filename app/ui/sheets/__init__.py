"""Sheets of the window that are not about one case: import, season, log, orders, help …"""
