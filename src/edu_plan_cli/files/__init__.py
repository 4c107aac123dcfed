"""First stage: from a folder to the text of its files, read safely."""
