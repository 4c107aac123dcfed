"""Issued document → plan text, and what was not understood (extra ``office``)."""
