"""Paths with wildcards, which the shells of Windows leave to the program."""

from collections.abc import Sequence


def unfolded(words: Sequence[str]) -> list[str]:
    """Paths with ``*`` and ``?`` as the files they mean, which cmd and PowerShell leave to the program; as typed where none.

    Only these two are wildcards there: ``[1]`` in a name is a copy of a file.
    """
    import glob

    unfolded_words = []
    for word in words:
        pattern = word.replace("[", "[[]")
        unfolded_words += (sorted(glob.glob(pattern)) if "*" in word or "?" in word else []) or [word]
    return unfolded_words
