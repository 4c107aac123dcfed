"""Two revisions, or an id → what changed in meaning, every value an element has had, and their screens."""
