"""The kinds of target: what each promises, what a department answers, and its rule of completion. One file a kind."""
