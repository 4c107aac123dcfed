"""What changed between two revisions, and what an element has been through: by id, in meaning, not by lines."""
