"""EP305 text-not-covered: a sentence of the text is neither promised by a target nor read and set aside."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.model.plan import Item
from edu_plan_cli.nodes.node import Listing
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.sentences import Sentence, uncovered_sentences

RULE = Rule(
    code="EP305",
    name="text-not-covered",
    severity="notice",
    title=Words("原文有句子没有对应的目标", "a sentence that no target covers"),
    why=Words(
        "没有目标的句子，没有人填报，年底也没有人过问。确实不构成承诺的写进 context，表示看过了，不是漏了。",
        "Nobody reports on a sentence without a target. What promises nothing goes into the item's context, which says that it was read and not forgotten.",
    ),
    remedy=Words(
        "是承诺的，用 edu-plan add 给它加一个目标，quote 照抄这句话；只是号召、说明的，把这句话照抄进这项任务的 context。",
        "If it promises something, add a target with edu-plan add and quote the sentence. If it does not, copy the sentence into the item's context.",
    ),
    wrong="          推进教育事业高质量发展。\n          再上新台阶。",
    right="          推进教育事业高质量发展。",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield sentences of the plan's text that no target quotes and no context sets aside."""
    for item in year.plan.items:
        written = item.node.values.get("targets")
        if isinstance(written, Listing) and len(written.items) > len(item.targets):
            continue  # a target of this item is left out for an error of its own
        for sentence in uncovered(item):
            yield Finding(
                RULE.at(
                    _location(item, sentence.text),
                    Words(
                        f"第{item.number}项这句话没有对应的目标：{sentence.text}",
                        f"No target of item {item.number} covers: {sentence.text}",
                    ),
                    Words(
                        "请加一个目标，或把这句写进 context。",
                        "Add a target, or put the sentence into context.",
                    ),
                )
            )


def uncovered(item: Item) -> list[Sentence]:
    """Return the sentences of an item's text that neither a target quotes nor ``context`` sets aside."""
    quotes = [target.quote for target in (*item.targets, *item.candidates)]
    return uncovered_sentences(item.text, [*quotes, *item.context])


def _location(item: Item, sentence: str) -> Location:
    """Return where the sentence begins in the file: its line, when the text is written as a block of lines."""
    scalar = item.scalar("text")
    if scalar is None or not scalar.block:
        return item.location("text")
    # Lines are joined on reading, so a sentence may be broken in the file; its first characters then find it.
    for length in (len(sentence), 12, 6):
        at = scalar.text.find(sentence[:length])
        if at >= 0:
            return scalar.place_in(at)._replace(width=min(length, len(sentence)))
    return item.location("text")
