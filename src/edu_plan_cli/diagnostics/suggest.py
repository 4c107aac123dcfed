"""Did you mean …?"""

from collections.abc import Iterable

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

WORD = 0.65  # two letters changed places in a short word; what is less alike is another word
ID = 0.75  # ids are short and random: only one wrong character is likely the same id


def nearest(typed: str, known: Iterable[str], likeness: float = WORD) -> str | None:
    """Return the known word most like the typed one, or None where none is alike enough (``likeness``, 0 to 1).

    Full-width letters and case do not matter.
    """
    import difflib

    known = list(known)
    normalized = normalize_typed(typed).lower()
    if normalized in known:
        return normalized
    close = difflib.get_close_matches(typed, known, n=1, cutoff=likeness)
    return close[0] if close else None


def did_you_mean(typed: str, known: Iterable[str], *, else_say: Words, likeness: float = WORD) -> Words:
    """Return a hint that names the nearest known word; where none is near, ``else_say``."""
    near = nearest(typed, known, likeness)
    if near is None:
        return else_say
    return Words(f"是不是想写 {near}？", f"Did you mean {near}?")
