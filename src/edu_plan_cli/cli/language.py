"""Which language to speak: ``--lang``, else EDU_PLAN_LANG, else Chinese. Known before any help text is built."""

import os
import sys

from edu_plan_cli.values.bilingual import Lang, Words


def _asked() -> str:
    words = sys.argv[1:]
    if "_EDU_PLAN_COMPLETE" in os.environ:  # the line that Tab was pressed on, as the shell gives it
        words = (os.environ.get("COMP_WORDS") or os.environ.get("_TYPER_COMPLETE_ARGS", "")).split()
    for index, word in enumerate(words):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and index + 1 < len(words):
            return words[index + 1]
    return os.environ.get("EDU_PLAN_LANG", "")


LANG: Lang = "en" if _asked().lower().startswith("en") else "zh"


def say(words: Words) -> str:
    """Return the sentence in the language spoken."""
    return words.in_(LANG)


def about(place: object, words: Words) -> Words:
    """Return the sentence with the file or location that it is about before it."""
    return Words(f"{place}：{words.zh}", f"{place}: {words.en}")


def tell(words: Words, *, aside: bool = True) -> None:
    """Print a line for a person, beside the output or (not ``aside``) as it. Names of files in it are text from strangers."""
    from edu_plan_cli.presentation.safe import visible
    from edu_plan_cli.presentation.streams import write_line

    write_line(visible(say(words)), aside=aside)
