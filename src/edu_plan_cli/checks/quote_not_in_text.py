"""EP304 quote-not-in-text: what a target quotes is not in its item's text, word for word."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.diagnostics.suggest import nearest
from edu_plan_cli.model.plan import Item
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.sentences import split_clauses, split_sentences

RULE = Rule(
    code="EP304",
    name="quote-not-in-text",
    severity="error",
    title=Words("引文不在原文里", "a quote that is not in the text"),
    why=Words(
        "目标必须出自原文：quote 和 context 要与任务原文一字不差，这样文件里的 270 就是印发文件里的 270。",
        "A target comes from the issued words: quote and context must stand in the item's text exactly.",
    ),
    remedy=Words(
        "从任务的 text 里把这句话照抄过来，标点也照抄；text 抄错了的，对照印发文件改 text。",
        "Copy the words from the item's text, punctuation included. If the text itself was copied wrongly, correct it by the issued document.",
    ),
    wrong="quote: 新增公办幼儿园学位370个",
    right="quote: 新增公办幼儿园学位270个",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield quotes and context sentences that are not in their item's text, with the nearest words as hint."""
    for item in year.plan.items:
        for target in (*item.targets, *item.candidates):
            if target.quote not in item.text:
                yield _finding(item, target.location("quote"), target.quote)
        for index, words in enumerate(item.context):
            if words not in item.text:
                yield _finding(item, item.location("context", index), words)


def _finding(item: Item, location: Location, quote: str) -> Finding:
    whole = [sentence.text for sentence in split_sentences(item.text) if sentence.text.strip()]
    close = nearest(quote, [*split_clauses(item.text), *whole], likeness=0.5)
    hint = Words(f"请从第{item.number}项原文里照抄。", f"Copy the words from the text of item {item.number}.")
    if close is not None:
        hint = Words(f"请照抄原文，最接近的是：{close}", f"Copy the text; the nearest words are: {close}")
    return Finding(
        RULE.at(
            location,
            Words(
                f"这句话不在第{item.number}项的原文里。",
                f"These words are not in the text of item {item.number}.",
            ),
            hint,
        )
    )
