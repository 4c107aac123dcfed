"""What is said of a problem, whatever stage found it."""
