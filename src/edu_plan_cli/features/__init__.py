"""Features: each stands on the core and on no other feature; a plan can be kept without any of them."""
