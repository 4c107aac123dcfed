"""Argv → the command to run, its options and context: what commands share. Only cli and commands know Typer."""
