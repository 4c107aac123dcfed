"""Features that stand on the core and not on one another; a plan can be kept without any of them."""
