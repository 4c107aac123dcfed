"""Changes to plans and reports that touch only the lines they mean to."""
