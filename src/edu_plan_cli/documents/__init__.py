"""An issued 工作要点 as people have it, to a plan: lines → outline → wording → draft."""
