"""Why a document cannot be read, whichever reader finds it out."""

from edu_plan_cli.values.bilingual import Words


class NotRead(Exception):
    """A document that cannot be read; carries why and what to do."""

    def __init__(self, why: Words) -> None:
        super().__init__(why.en)
        self.why = why
