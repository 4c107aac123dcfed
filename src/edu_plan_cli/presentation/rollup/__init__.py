"""The roll-up of many districts as terminal table, page, workbook, JSON and CSV: one file each, drawn from ``rows.py``."""
