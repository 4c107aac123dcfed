"""Plain values every stage may use: bilingual words, locations, quarters, exact numbers, units, sentences, typed text."""
