"""Did you mean …?"""

from collections.abc import Iterable

from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.typed_text import normalize_typed

WORD = 0.65  # two letters changed places in a short word; what is less alike is another word
ID = 0.75  # ids are short and random: only one wrong character is likely the same id


def nearest(typed: str, known: Iterable[str], likeness: float = WORD) -> str | None:
    """The known word most like the typed one, if any is at least so alike (0 to 1); the same in other letters is it."""
    import difflib

    known = list(known)
    dressed = normalize_typed(typed).lower()
    if dressed in known:
        return dressed
    matches = difflib.get_close_matches(typed, known, n=1, cutoff=likeness)
    return matches[0] if matches else None


def did_you_mean(typed: str, known: Iterable[str], *, else_say: Words, likeness: float = WORD) -> Words:
    """A hint naming the nearest known word; where nothing is near, the given advice."""
    suggestion = nearest(typed, known, likeness)
    if suggestion is None:
        return else_say
    return Words(f"是不是想写 {suggestion}？", f"Did you mean {suggestion}?")
