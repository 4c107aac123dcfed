"""Folder → SourceFile: the text of a project's files, read safely; the only way anything is written."""
