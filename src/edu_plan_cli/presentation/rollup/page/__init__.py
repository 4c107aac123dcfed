"""The page's template; its style is the report's."""
