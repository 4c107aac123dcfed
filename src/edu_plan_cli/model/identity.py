"""Ids: short, stable, never sequence numbers, so that two branches do not mint the same one."""

from collections.abc import Collection

from edu_plan_cli.binding.fields import ID_ALPHABET

_LENGTH = 4


def mint(prefix: str, seed: str, taken: Collection[str]) -> str:
    """Return a fresh id such as ``t4k7m``: the prefix and four characters drawn from a digest of the seed.

    The seed is what is new (a name with its surroundings), so the same proposal comes out on every run, and
    different additions on two branches come out different. 31^4 = 923,521 possibilities.
    """
    from hashlib import sha256

    for attempt in range(10_000):
        number = int.from_bytes(sha256(f"{prefix}{attempt}{seed}".encode()).digest()[:8])
        characters = ""
        for _ in range(_LENGTH):
            number, digit = divmod(number, len(ID_ALPHABET))
            characters += ID_ALPHABET[digit]
        if prefix + characters not in taken:
            return prefix + characters
    raise ValueError("no free id")  # a plan would need hundreds of thousands of targets
