"""Diagnostics → terminal and the formats of CI systems, one module a format."""
