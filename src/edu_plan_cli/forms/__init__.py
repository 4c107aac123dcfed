"""Forms that departments fill in with Excel or WPS, and what comes back. Needs the extra ``office``."""
