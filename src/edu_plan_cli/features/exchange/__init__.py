"""A year's assessments → files that other systems read, one module a format."""
