"""Loaded → Checked: checks over the whole year. One file a check: its rule, words, examples and function."""
