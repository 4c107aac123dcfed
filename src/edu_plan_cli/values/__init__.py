"""Plain values that every stage may use: words in two languages, places, quarters, exact numbers, units."""
