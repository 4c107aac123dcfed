"""A file's text → its new text: changes to plans and reports that touch only the lines they mean to."""
