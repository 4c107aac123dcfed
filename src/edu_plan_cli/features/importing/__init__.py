"""An issued document → a plan's text, and what was not understood (extra ``office``)."""
