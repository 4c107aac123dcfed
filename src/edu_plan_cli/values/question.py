"""What a grammar of this folder answers where it does not understand: the words as they stand, and why they are asked about."""

from typing import NamedTuple

from edu_plan_cli.values.bilingual import Words


class Question(NamedTuple):
    """Words that are not read, because they may mean something else or nothing sure. Never a part of what they say."""

    text: str  # as a person wrote it
    why: Words  # one sentence that names the text


def ask(text: str, zh: str, en: str) -> Question:
    """``ask("1万2", "不能整个读成一个数", "is not one number")``: the sentence begins with the text in quotation marks."""
    return Question(text, Words(f"“{text}”{zh}", f"“{text}” {en}"))
