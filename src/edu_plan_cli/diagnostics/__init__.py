"""The one shape of a problem, whatever stage finds it, and the rule behind its code."""
