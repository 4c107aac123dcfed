"""Folders of districts → one roll-up of many plans, and its formats (extra ``rollup``)."""
