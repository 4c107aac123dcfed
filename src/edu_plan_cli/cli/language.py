"""Which language to speak: ``--lang``, else EDU_PLAN_LANG, else Chinese. Known before any help text is built."""

import os
import sys

from edu_plan_cli.values.bilingual import Lang


def _asked() -> str:
    words = sys.argv[1:]
    for index, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
    return os.environ.get("EDU_PLAN_LANG", "")


LANG: Lang = "en" if _asked().lower().startswith("en") else "zh"


def say(zh: str, en: str) -> str:
    return zh if LANG == "zh" else en


def tell(message: str, *, aside: bool = True) -> None:
    """A line for a person, beside the output or (not ``aside``) as it. Names of files in it are text from strangers."""
    import typer

    from edu_plan_cli.presentation.safe import visible

    typer.echo(visible(message), err=aside)
