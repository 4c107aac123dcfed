"""Text as people type it, brought to the one form it is compared in."""

import re


def normalize_typed(text: str) -> str:
    """Full-width letters, digits and signs to half-width (Unicode NFKC), blanks of all kinds away at both ends.

    ``２７０`` becomes ``270``, ``Ｑ２`` ``Q2``. For comparing and reading only: what a person wrote is never replaced by it.
    """
    import unicodedata

    return unicodedata.normalize("NFKC", text).strip()


def same_name(text: str) -> str:
    """Return a name as it is compared: without blanks, brackets and signs of one width."""
    return re.sub(r"\s", "", normalize_typed(text))
