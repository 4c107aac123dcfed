"""Assessment or diagnostics → terminal, JSON, CSV, Markdown, page, workbook, circular. Draws, computes nothing."""
