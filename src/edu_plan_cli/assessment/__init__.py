"""Checked, View → Assessment: reports merged, completion and light of each target, totals. Presentation computes nothing."""
