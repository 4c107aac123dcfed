"""Every sentence a person reads exists in Chinese (what users see) and in English (``--lang en``)."""

from typing import Literal, NamedTuple

Lang = Literal["zh", "en"]


class Words(NamedTuple):
    """Hold one sentence or name in both languages of the program."""

    zh: str
    en: str

    def in_(self, lang: Lang) -> str:
        """Return the text in a language: ``words.in_("en")``."""
        return self.zh if lang == "zh" else self.en


def quoted(text: str) -> str:
    """Return a name in Chinese quotation marks; those within it become single ones (GB/T 15834)."""
    return "“" + text.replace("“", "‘").replace("”", "’") + "”"
