"""Fourth stage: rules over the whole model. One file a check: its rule, its words, its examples, its function."""
