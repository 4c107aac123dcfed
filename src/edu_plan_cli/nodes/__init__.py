"""Second stage: from text to a tree of nodes, each with its place. Only ``reader`` knows ruamel.yaml."""
