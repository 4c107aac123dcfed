"""Breakdown → 责任分解表 as it is issued (``edu-plan breakdown``), one module a format."""
