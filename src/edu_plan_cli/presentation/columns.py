"""Two columns of plain text, aligned by the width characters take on a terminal."""

from collections.abc import Sequence


def two_columns(pairs: Sequence[tuple[str, str]]) -> str:
    from rich.cells import cell_len

    width = max((cell_len(left) for left, _ in pairs), default=0)
    return "\n".join(f"  {left}{' ' * (width - cell_len(left))}  {right}".rstrip() for left, right in pairs)
