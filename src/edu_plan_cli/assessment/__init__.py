"""Sixth stage: how far each promise is, its light, and the roll-up. Presentation draws this and computes nothing."""
