"""SourceFile → Document: a tree of nodes, each with its line and column. Only ``reader`` knows ruamel.yaml."""
