"""Did you mean …?"""

from collections.abc import Iterable

from edu_plan_cli.values.words import Words


def nearest(typed: str, known: Iterable[str]) -> str | None:
    import difflib

    found = difflib.get_close_matches(typed, list(known), n=1, cutoff=0.5)
    return found[0] if found else None


def did_you_mean(typed: str, known: Iterable[str], *, else_say: Words) -> Words:
    """A hint naming the nearest known word; where nothing is near, the given advice."""
    found = nearest(typed, known)
    if found is None:
        return else_say
    return Words(f"是不是想写 {found}？", f"Did you mean {found}?")
