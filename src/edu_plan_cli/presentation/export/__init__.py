"""The plan and its progress as other systems read it. One file a format, and ``registry.py``."""
