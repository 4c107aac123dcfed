"""EP322 unknown-leader: an item names a leader who is not in the list, or one of several without saying which."""

from collections.abc import Iterator

from edu_plan_cli.checks.check import Finding, Year
from edu_plan_cli.diagnostics.diagnostic import Rule
from edu_plan_cli.diagnostics.suggest import did_you_mean
from edu_plan_cli.values.bilingual import Words

RULE = Rule(
    code="EP322",
    name="unknown-leader",
    severity="error",
    title=Words("分管领导不在名单里", "a leader who is not in the list"),
    why=Words(
        "任务里的分管领导要写 leaders 里的职务或姓名。写错了，责任分解表上就没有人牵头，按分管领导筛选也找不到这项任务。",
        "An item's leader is a post or a name of the list leaders. With a wrong one the breakdown names nobody, and --leader does not find the item.",
    ),
    remedy=Words(
        "改成 leaders 里的职务或姓名；同一职务有几位的写姓名；随牵头科室的，删掉 leader 这一行。",
        "Write a post or a name of the list leaders; where several have the post, write the name. Where it goes by the lead department, delete the line.",
    ),
    wrong="leader: 局长助理",
    right="leader: 局长",
    file="plan",
)


def check(year: Year) -> Iterator[Finding]:
    """Yield items whose leader is nobody in the plan's list, or may be several."""
    known = list(dict.fromkeys(leader.called for leader in year.plan.leaders))
    for item in year.plan.items:
        if item.leader is None:
            continue
        named = year.plan.leaders_called(item.leader)
        if len(named) > 1:
            yield Finding(
                RULE.at(
                    item.location("leader"),
                    Words(
                        f"叫 {item.leader} 的分管领导有 {len(named)} 位。",
                        f"{len(named)} leaders are called {item.leader}.",
                    ),
                    Words(
                        f"请写明是哪一位：{'、'.join(leader.called for leader in named)}。",
                        f"Say which: {', '.join(leader.called for leader in named)}.",
                    ),
                )
            )
        elif not named:
            listed = Words(f"可用：{'、'.join(known)}。", f"Known: {', '.join(known)}.")
            empty = Words("请先在 leaders 里加一位。", "Add one to leaders first.")
            yield Finding(
                RULE.at(
                    item.location("leader"),
                    Words(
                        f"分管领导 {item.leader} 不在名单里。", f"Leader {item.leader} is not in the list."
                    ),
                    did_you_mean(item.leader, known, else_say=listed if known else empty),
                )
            )
