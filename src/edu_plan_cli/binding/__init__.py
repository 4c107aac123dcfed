"""Third stage, the machinery of it: from nodes to strict pydantic models, errors back to places and Chinese words."""
