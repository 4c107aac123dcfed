"""Folders of districts → Rollup: many plans side by side, and its formats (extra ``rollup``)."""
