"""History, quarter → TargetProgress: the kinds of target, each with its rule of completion. One file a kind."""
