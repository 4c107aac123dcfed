"""Last stage: draws an assessment or diagnostics, computes nothing. Only here is rich known."""
