"""The lists of our files whose elements stand for themselves: by key, outermost first."""

# Elements with an id of their own, which is never reused.
IDENTIFIED_LISTS = ("departments", "sections", "items", "targets", "candidates")
# One bad element of these lists is left out and the rest is still used: a slip in one target must not hide a plan.
ELEMENT_LISTS = frozenset(
    {
        *IDENTIFIED_LISTS,
        "entries",
        "corrections",
        "updates",
        "instructions",
        "leaders",
        "amendments",
        "close_outs",
        "indicators",
    }
)
