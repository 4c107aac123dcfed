"""Argv → exit code: one file a command; options → one call → presenter."""
