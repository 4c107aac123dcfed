"""The keys of the files: what people call them (in schemas and comparisons), and the order they stand in."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Any

from edu_plan_cli.binding.located import Located
from edu_plan_cli.kinds.comparison import COMPARISON_WORDS
from edu_plan_cli.kinds.counting import ACCUMULATION_WORDS
from edu_plan_cli.kinds.kind_registry import KINDS
from edu_plan_cli.nodes.node import Listing, Node, Scalar
from edu_plan_cli.values.exact import plain

# What the words mean that a key may hold.
CHOICES: dict[str, dict[str, str]] = {
    "kind": {key: kind.words.zh for key, kind in KINDS.items()},
    "accumulation": {key: words.zh for key, words in ACCUMULATION_WORDS.items()},
    "comparison": {key: words.zh for key, words in COMPARISON_WORDS.items()},
    "parts": {"within": "不超过总数", "add_up": "等于总数"},
    "every": {
        "day": "天",
        "week": "周",
        "two_weeks": "两周",
        "month": "月",
        "quarter": "季",
        "term": "学期",
        "half_year": "半年",
    },
    "sustained": {"true": "须保持到时限", "false": "达到一次即可"},
    "drop": {"true": "是"},
    "nil": {"true": "是"},
    "withdraw": {"true": "是"},
    "rectification": {"true": "是"},
    "highlight": {"true": "是"},
    "ranking": {"true": "按完成率排名", "false": "不排名，按工作要点里的顺序"},
    "sources": {"true": "附表里写出处", "false": "不写"},
}


def _listed(key: str) -> str:
    return "、".join(f"{choice} {words}" for choice, words in CHOICES[key].items())


# What each key means, for whoever rests the pointer on it. A key of several meanings is told apart by its owner.
KEYS: dict[str, tuple[str, str]] = {
    "schema": ("文件格式", "第一行，照抄"),
    "revision": ("修订次数", "正式修订时加一"),
    "year": ("年份", "如 2023"),
    "title": ("标题", ""),
    "issuer": ("发文机关", ""),
    "org_code": ("区划代码", "GB/T 2260，六位，加引号；汇总各区县时靠它认"),
    "document_number": ("发文字号", "如 区教〔2023〕1号"),
    "illustrative": ("示例说明", "有示例内容必须写明，各屏各页都会显示"),
    "notice": ("印发通知", ""),
    "addressees": ("主送", ""),
    "text": ("原文", "计划、批示的原话；一句一行，换行读入时去掉；空行分段"),
    "overall_requirements": ("总体要求", ""),
    "settings": ("规则", "各地不同，印在每张表下面"),
    "reporting": ("报送", ""),
    "due_days": ("报送时限", "季后几日内"),
    "grace_days": ("宽限", "再宽限几日"),
    "closed": ("封账", "此后这一季只能在后面的文件里更正"),
    "lights": ("灯", ""),
    "circular": ("通报", ""),
    "ranking": ("科室排名", "通报附表和网页里科室按完成率排名，缺省 true；不要排名写 false"),
    "sources": ("出处", "通报附表里写每个数出自哪一季的填报表、哪天报的，缺省 false"),
    "lagging_points": ("滞后的界限", "完成率低于序时进度超过几个百分点"),
    "departments": ("科室", ""),
    "aliases": ("别名", "别的叫法"),
    "leaders": ("分管领导", "谁分管哪些科室；有了它，责任分解表和筛选按分管领导"),
    "post": ("职务", "如 副局长；姓名可以不写"),
    "leader": ("分管领导", "写 leaders 里的职务或姓名；省略时随牵头科室"),
    "sections": ("部分", ""),
    "items": ("任务", ""),
    "targets": ("目标", ""),
    "candidates": ("候选目标", "从原文读出、还没有人认可的目标；用 edu-plan review 逐个看"),
    "amendments": ("调整", "自那天起算数，不改以前"),
    "close_outs": ("销号", "完成的目标凭佐证办结，不再要求填报"),
    "id": ("编号", "编定之后不改、不重用"),
    "number": ("序号", "印在文件上的序号，可以变；编号不变"),
    "printed": ("印的序号", "各部分重新编号的文件上印的，如 二、1；序号（number）是全文连续数的"),
    "heading": ("标题", ""),
    "lead": ("牵头科室", "写科室的 id；目标省略时随任务"),
    "cooperating": ("配合科室", "写科室的 id"),
    "led_by": ("局外主办单位", "由局外单位主办、本局协助时写"),
    "weight": ("权重", "在平均里占的份量，缺省 1"),
    "context": ("不构成目标的句子", "看似承诺、其实不是的原话"),
    "indicators": ("指标", ""),
    "code": ("指标编码", "英文字母开头，编定之后不改"),
    "total": ("汇总", "sum 各区县相加、share 分子和分母分别相加再相除、none 只并列"),
    "kind": ("种类", _listed("kind")),
    "name": ("名称", "简短，表格里用"),
    "quote": ("引文", "出自任务原文的原话，一字不差"),
    "indicator": ("指标编码", "各区县共用的指标目录里的编码；汇总时靠它认"),
    "definition": ("口径", "统计时算什么、不算什么"),
    "start": ("开始", "缺省为当年 1 月 1 日"),
    "due": ("时限", "目标的缺省为当年 12 月 31 日；settings 里是各季的报送时限，遇节假日顺延的写明日期"),
    "schedule": ("阶段目标", "各季末应完成的百分比"),
    "unit": ("单位", "如 个、万人、万元"),
    "target_value": ("目标值", ""),
    "accumulation": ("填报的是", _listed("accumulation") + "；当期值各季相加"),
    "comparison": ("比较", _listed("comparison")),
    "tolerance_percent": ("允许偏差", "“左右”的百分数，缺省 5"),
    "baseline": ("基期", "基期值和基期日"),
    "contributors": ("填报单位", "分别填报、相加得数的单位"),
    "part_of": ("其中", "本目标是哪一个目标的“其中”"),
    "parts": ("各“其中”之和", _listed("parts")),
    "numerator": ("分子", "目标里写是什么，填报里写数"),
    "denominator": ("分母", "目标里写是什么，填报里写数"),
    "population": ("应覆盖的", "是哪些人或单位"),
    "sustained": ("须保持", "true 达到后须保持到时限（全覆盖缺省），false 达到一次即完成（占比缺省）"),
    "minimum": ("最低要求", ""),
    "every": ("每", _listed("every")),
    "stages": ("阶段", "工程依次的阶段"),
    "steps": ("步骤", "不分先后"),
    "target": ("目标", "目标的编号"),
    "date": ("日期", "如 2023-07-15"),
    "recorded": ("补记日期", "调整比生效日期晚写进来的，写进来的那天"),
    "document": ("文件", "依据或成果文件"),
    "reason": ("理由", ""),
    "set": ("新的值", "目标的键和新的值"),
    "drop": ("取消", "自那天起不计"),
    "evidence": ("佐证材料", "文号，或项目里文件的路径"),
    "quarter": ("季度", "Q1 到 Q4"),
    "department": ("科室", "科室的 id"),
    "submitted": ("报送日期", ""),
    "source": ("来源", "最近一次收来的填报表，由 collect 写"),
    "earlier_sources": ("以前的来源", "以前收过的填报表，由 collect 写；收过的不再收"),
    "open": ("没收的目标", "这张表里还没看准、没有收的目标，id"),
    "file": ("文件名", ""),
    "sha256": ("指纹", "SHA-256"),
    "nil": ("零报告", "整季没有进展，true"),
    "withdraw": ("撤回", "填过的不对，又没有对的可填：true"),
    "received": ("收到日期", "实际收到的日期，与 submitted 不同时写；迟报按它算"),
    "received_reason": ("收到日期的理由", "收到的日期为什么不是 submitted"),
    "entries": ("填报项", ""),
    "corrections": ("更正", "更正以前的季度，要写理由"),
    "updates": (
        "最近进展",
        "季度之间的进展，一条一天；阶段、步骤、完成日期自那天起算，数只作显示，不代替季度的数",
    ),
    "instructions": ("批示", "领导对某个目标的批示和整改要求"),
    "given_by": ("批示人", "职务或姓名"),
    "rectification": ("整改", "要求整改的写 true"),
    "answer": ("办理情况", "答复的日期和情况；没有这一项就是还没有答复"),
    "contributor": ("填报单位", "目标列有 contributors 的才写"),
    "value": ("数值", "普通十进制，不带单位"),
    "lowest": ("最低一期", "本季各期中最低的"),
    "stage": ("阶段", "已完成到的阶段"),
    "done_on": ("完成日期", ""),
    "steps_done": ("已完成的步骤", ""),
    "account": ("情况说明", ""),
    "highlight": ("亮点", "true：通报的“亮点做法”引用这一条的情况说明"),
    "issued_on": ("印发日期", ""),
    "Q1": ("一季度", "阶段目标写季末应完成的百分数，报送时限写日期"),
    "Q2": ("二季度", "阶段目标写季末应完成的百分数，报送时限写日期"),
    "Q3": ("三季度", "阶段目标写季末应完成的百分数，报送时限写日期"),
    "Q4": ("四季度", "报送时限，写日期"),
}


def title(key: str) -> str:
    """Return what people call a key; one that is no key of ours is called as it is written."""
    return KEYS[key][0] if key in KEYS else key


def spelt_out(key: str, value: str) -> str:
    """Return a key's value for people: where it is a word of ours, what that means, and the word in brackets."""
    meaning = CHOICES.get(key, {}).get(value)
    return f"{meaning}（{value}）" if meaning else value


PLAIN_OF_THEMSELVES = frozenset({"name", "due", "value", "date"})


def said(value: Any) -> str:
    """Return a field's value on one line."""
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "、".join(said(part) for part in value)
    if isinstance(value, Located):
        written = [
            (name, said(getattr(value, name))) for name in value.fields() if name in value.model_fields_set
        ]
        parts = [part if name in PLAIN_OF_THEMSELVES else f"{title(name)} {part}" for name, part in written]
        return " ".join(parts)
    if isinstance(value, dict):
        return "、".join(f"{title(str(key))} {said(part)}" for key, part in value.items() if key != "\0")
    return str(value) if isinstance(value, str | int | date) else ""


def said_of(node: Node, unnamed: Collection[str] = PLAIN_OF_THEMSELVES) -> str:
    """Return what is written in a file as ``said`` has it, bound to no model; the values of ``unnamed`` keys stand without them."""
    if isinstance(node, Scalar):
        return node.text
    if isinstance(node, Listing):
        return "、".join(said_of(item, unnamed) for item in node.items)
    return " ".join(
        said_of(value, unnamed) if key in unnamed else f"{title(key)} {said_of(value, unnamed)}"
        for key, value in node.values.items()
    )


def key_order(model: type[Located]) -> list[str]:
    """Return the keys of a model as they stand in a file."""
    return model.laid_out_keys()
