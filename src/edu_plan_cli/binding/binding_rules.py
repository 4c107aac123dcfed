"""What can be wrong with one key or value by itself: EP2xx. Pydantic's error types in the words of the trade."""

import re
from collections.abc import Iterable
from typing import Any

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.diagnostics.suggest import did_you_mean, nearest
from edu_plan_cli.nodes.node import Listing, Mapping, Node, Scalar
from edu_plan_cli.nodes.syntax_hints import no_dash_in
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import plain
from edu_plan_cli.values.location import Location
from edu_plan_cli.values.typed_text import normalize_typed

MISSING = Rule(
    code="EP201",
    name="key-missing",
    severity="error",
    title=Words("缺少必填的键", "a required key is missing"),
    why=Words(
        "必填的键少一个，这一条就没法核对，也没法计算，只好不计。",
        "Without a required key the entry can be neither checked nor counted, so it is left out.",
    ),
    remedy=Words(
        "照提示补上这一行。每种目标要写哪些键，见格式说明（docs/format.md）。",
        "Add the line the hint names. docs/format.md lists the keys of every kind of target.",
    ),
    wrong="- id: ta2a2\n            kind: number\n            name: 新增公办幼儿园学位",
    right="- id: ta2a2\n            kind: number\n            name: 新增公办幼儿园学位\n            unit: 个",
    file="plan",
)
UNKNOWN = Rule(
    code="EP202",
    name="unknown-key",
    severity="error",
    title=Words("不认识的键", "an unknown key"),
    why=Words(
        "多半是写错了字母，或写到了别处的键。不认识的键一律不收，免得写了却不起作用。",
        "Most likely a slip, or a key of another place. Unknown keys are refused, lest something be written and have no effect.",
    ),
    remedy=Words(
        "照提示改成对的键名；只是备注的，写在 # 后面，不要另起一个键。",
        "Write the key the hint names. Put a remark after a # instead of giving it a key of its own.",
    ),
    wrong="target_valeu: 270",
    right="target_value: 270",
    file="plan",
)
TYPE = Rule(
    code="EP203",
    name="wrong-type",
    severity="error",
    title=Words("值的类型不对", "a value of the wrong type"),
    why=Words(
        "数要能计算，就不能带单位、引号或汉字；猜着读“三百左右”“1万2”这样的数，比读不出来更糟。文字也不能是数字或列表。",
        "A figure must be fit to calculate with: no unit, no quotes, no words. To guess at 'about 300' would be worse than not to read it. Text is no number and no list.",
    ),
    remedy=Words(
        "数只写半角数字：写 270，不写 270个、“270”、二百七十，单位写在 unit 里；文字像数字的，用引号括起来；列表一条一行，以“- ”开头。",
        "Write a figure in half-width digits alone: 270, not 270个 or \"270\"; its unit goes into unit. Quote text that looks like a number. A list has one entry a line, each beginning with '- '.",
    ),
    wrong="target_value: 270个",
    right="target_value: 270",
    file="plan",
)
CHOICE = Rule(
    code="EP204",
    name="value-not-allowed",
    severity="error",
    title=Words("不在可选的值之内", "not one of the allowed values"),
    why=Words(
        "这个键只有固定的几种值，程序按它决定怎么算；写成别的，就不知道该照哪一种算。",
        "This key has a few fixed values, and figures are worked out by them; another value would leave open how.",
    ),
    remedy=Words(
        "从提示列出的几种里选一个，照样抄写。",
        "Choose one of the values the hint lists, and copy it.",
    ),
    wrong="accumulation: total",
    right="accumulation: period",
    file="plan",
)
FORM = Rule(
    code="EP205",
    name="malformed-value",
    severity="error",
    title=Words("写法不合规定", "written in the wrong form"),
    why=Words(
        "日期写成 2023-09-01，才能比先后；id 是一个字母加四位，不会和序号混；文字不能为空，名称和标题放在表格里，只占一行。",
        "Dates are 2023-09-01 so that they compare; an id is a letter and four characters, never taken for a number; text is not empty; names and headings stand in tables and take one line.",
    ),
    remedy=Words(
        "日期写成 2023-09-01，月和日补零，“秋季”写开学那天；id 不写序号，新加的目标用 edu-plan add，id 由程序编；名称和标题只占一行。",
        "Write dates as 2023-09-01, with zeros; for 'autumn' write the first day of term. An id is not a number: edu-plan add makes one. Names and headings take one line.",
    ),
    wrong="due: 2023年9月1日",
    right="due: 2023-09-01",
    file="plan",
)
RANGE = Rule(
    code="EP206",
    name="number-out-of-range",
    severity="error",
    title=Words("数值超出范围", "a number out of range"),
    why=Words(
        "目标值要大于 0，否则完成率没法算；占比在 0 到 100 之间，计数不为负。",
        "A target value is above 0, or there is no completion; a share lies between 0 and 100, a count is not negative.",
    ),
    remedy=Words(
        "核对是否多打了负号、小数点或零。没有定数的工作不要写 0：提高多少没说的用 kind: increase，定性的用 kind: qualitative。",
        "Check for a stray minus, point or zero. Do not write 0 where nothing is fixed: use kind: increase for a rise without a figure, kind: qualitative for other work.",
    ),
    wrong="target_value: 0",
    right="target_value: 270",
    file="plan",
)

EMPTY = Rule(
    code="EP208",
    name="value-missing",
    severity="error",
    title=Words("键后面没有值", "a key with nothing after it"),
    why=Words(
        "空着的键什么也没说：数会像没有报一样消失，日期会变成缺省的那天。以 # 开头的也算空着，因为 # 后面是注释。",
        "An empty key says nothing: a figure would vanish as if never reported, a date become the default. So does a value that begins with #, for that is a comment.",
    ),
    remedy=Words(
        "填上值；还不知道的，把整行删掉，不要空着；内容里有 # 的，用引号括起来。",
        "Fill it in. What is not known yet has no line at all. Put content that holds a # in quotes.",
    ),
    wrong="document_number: #",
    right="document_number: 示教〔2023〕1号",
    file="plan",
)

RULES = (MISSING, UNKNOWN, TYPE, CHOICE, FORM, RANGE, EMPTY)


def empty_key(location: Location, key: str) -> Diagnostic:
    """Return the problem of a key with no value."""
    return EMPTY.at(
        location,
        Words(f"{key} 后面没有值。", f"Nothing is written after {key}."),
        Words(
            "请填上，或删掉这一行；# 后面的是注释，内容里有 # 的用引号括起来。",
            "Fill it in, or delete the line; what follows # is a comment, so quote text that has it.",
        ),
    )


def unknown_key(location: Location, key: str, known: Iterable[str]) -> Diagnostic:
    """Return the problem of a key the model does not have, with the nearest of the ``known`` ones as hint."""
    known = list(known)
    listed = "、".join(known)
    return UNKNOWN.at(
        location,
        Words(f"不认识的键 {key}。", f"Unknown key {key}."),
        did_you_mean(
            key, known, else_say=Words(f"这里可用的键：{listed}。", f"Keys known here: {', '.join(known)}.")
        ),
    )


def translate(node: Node, key: str, details: Any) -> Diagnostic:
    """One pydantic error as a diagnostic. ``key`` is the dotted path the person wrote, ``node`` what stands there."""
    kind: str = details["type"]
    context = details.get("ctx", {})
    name = key.rpartition(".")[2] or "…"
    location = node.location
    if kind == "list_type" and isinstance(node, Mapping) and (slip := no_dash_in(node)) is not None:
        return slip
    if kind == "missing":
        return MISSING.at(
            location,
            Words(f"缺少 {name}。", f"{name} is missing."),
            Words(f"请加一行 {name}: …", f"Add a line {name}: …"),
        )
    if kind in ("literal_error", "union_tag_invalid", "union_tag_not_found"):
        return _choice(node, name, kind, context)
    if kind in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        sign = {"greater_than": ">", "greater_than_equal": "≥", "less_than": "<", "less_than_equal": "≤"}[
            kind
        ]
        limit = next(iter(context.values()))
        return RANGE.at(
            location,
            Words(
                f"{name} 的值 {_shown(node)} 超出范围。",
                f"The value {_shown(node)} of {name} is out of range.",
            ),
            Words(f"应 {sign} {limit}。", f"It should be {sign} {limit}."),
        )
    if (form := _FORMS.get(kind)) is not None:
        hint = _day_meant(node) if kind == "iso_date" else None
        return FORM.at(location, Words(f"{name} {form[0].zh}", f"{name} {form[0].en}"), hint or form[1])
    if kind == "string_pattern_mismatch":
        return FORM.at(
            location,
            Words(f"{name} 的写法不对：{_shown(node)}。", f"{name} has the wrong form: {_shown(node)}."),
            _as_meant(node, context["pattern"]) or _pattern_hint(context["pattern"]),
        )
    return _wrong_type(node, name, kind)


_FORMS = {
    "empty_text": (
        Words("是空的。", "is empty."),
        Words("请填写内容，或删掉这一行。", "Fill it in, or delete the line."),
    ),
    "one_line": (Words("只能占一行。", "must be one line."), Words("请改成一行。", "Put it on one line.")),
    "iso_date": (
        Words("不是日期。", "is not a date."),
        Words("按 年-月-日 写，半角、补零，如 2023-09-01。", "Write year-month-day, such as 2023-09-01."),
    ),
    "impossible_date": (
        Words("这一天不存在。", "names a day that does not exist."),
        Words("请核对月份和日期。", "Check the month and the day."),
    ),
    "one_measure": (
        Words(
            "要么写 unit，要么写 numerator 和 denominator。",
            "takes either unit, or numerator and denominator.",
        ),
        Words(
            "计数的只写 unit，占比的只写分子和分母。",
            "Write unit for a count, numerator and denominator for a share.",
        ),
    ),
    "share_unit": (
        Words("里这一条按占比汇总，单位只能是 %。", "has an entry totalled as a share whose unit is not %."),
        Words("删掉 unit，或把 total 改成 sum。", "Delete unit, or write total: sum."),
    ),
    "percent_sum": (
        Words("里这一条是百分数，不能相加。", "has an entry in percent, and percentages do not add up."),
        Words(
            "写 total: share，分子、分母分别相加；或 total: none。",
            "Write total: share (numerators and denominators are added), or none.",
        ),
    ),
    "unit_wanted": (
        Words("里这一条没有写单位。", "has an entry without a unit."),
        Words("请加一行 unit: 个（占比的写 total: share）。", "Add a line unit: 个 (or total: share)."),
    ),
    "too_short": (
        Words("至少要有一条。", "needs at least one entry."),
        Words("请补上，或删掉这个键。", "Add one, or delete the key."),
    ),
}


def _choice(node: Node, name: str, kind: str, context: Any) -> Diagnostic:
    if kind == "union_tag_not_found":
        return MISSING.at(
            node.location,
            Words("缺少 kind。", "kind is missing."),
            Words(
                "请加一行 kind: …，说明目标的种类。", "Add a line kind: … saying what kind of target it is."
            ),
        )
    if kind == "union_tag_invalid":
        allowed = re.findall(r"'([^']+)'", context["expected_tags"])
        node = node.values.get("kind", node) if isinstance(node, Mapping) else node
        name = "kind"
    else:
        allowed = re.findall(r"'([^']+)'", context["expected"])
    listed = Words("可选：" + "、".join(allowed) + "。", "Allowed: " + ", ".join(allowed) + ".")
    guess = nearest(_shown(node), allowed)
    hint = Words(f"是不是 {guess}？{listed.zh}", f"Did you mean {guess}? {listed.en}") if guess else listed
    return CHOICE.at(
        node.location,
        Words(f"{name} 不能是 {_shown(node)}。", f"{name} cannot be {_shown(node)}."),
        hint,
    )


def _day_meant(node: Node) -> Words | None:
    from edu_plan_cli.values.chinese_dates import When, read_day

    read = read_day(node.text, _ANY_YEAR) if isinstance(node, Scalar) else None
    if not isinstance(read, When) or read.kind != "day" or not read.year_written:
        return None
    return Words(f"写成 {read.start}。", f"Write {read.start}.")


_ANY_YEAR = 2000  # of days written without a year, which are not taken


def _as_meant(node: Node, pattern: str) -> Words | None:
    """Return the same in half-width small letters, where that is what is wanted."""
    meant = normalize_typed(node.text).lower() if isinstance(node, Scalar) else ""
    if not re.search(pattern, meant) or (
        not pattern.startswith("^[a-z][") and not re.match(r"\^[sit]\[", pattern)
    ):
        return None
    return Words(f"是不是 {meant}？要用半角小写字母。", f"Did you mean {meant}? Small letters only.")


def _pattern_hint(pattern: str) -> Words:
    if pattern.startswith("^[a-z]["):
        return Words(
            "用小写英文字母开头，只含小写字母、数字和连字符。",
            "Begin with a lower-case letter; only a-z, 0-9 and '-'.",
        )
    if pattern.startswith("^[A-Za-z]["):
        return Words(
            "用英文字母开头，只含字母、数字、“-”和“_”，不超过 40 个，如 preschool-places。",
            "Begin with a letter; only letters, digits, '-' and '_', at most 40, such as preschool-places.",
        )
    if pattern.startswith("^[1-9][0-9]{5}"):
        return Words(
            '区划代码是六位数字（GB/T 2260），乡镇九位、村居十二位，加引号，如 "340705"。',
            'A division code has six digits (GB/T 2260), nine or twelve below a county, in quotes, such as "340705".',
        )
    if match := re.match(r"\^([sit])\[", pattern):
        return _id_hint(match[1])
    return Words(f"应符合 {pattern}。", f"It should match {pattern}.")


def _id_hint(prefix: str) -> Words:
    return Words(
        f"id 是 {prefix} 加四位（数字 2-9 和小写字母，不用 i l o），如 {prefix}4k7m；不写序号。",
        f"An id is {prefix} and four characters (2-9, a-z without i l o), such as {prefix}4k7m; not a number.",
    )


def _wrong_type(node: Node, name: str, kind: str) -> Diagnostic:
    if kind in (
        "is_instance_of",
        "decimal_type",
        "decimal_parsing",
        "int_type",
        "int_parsing",
        "int_from_float",
    ):
        message, hint = _number_wanted(node, name)
    elif kind == "string_type":
        message = Words(
            f"{name} 应是文字，这里是{_what(node).zh}。", f"{name} should be text; this is {_what(node).en}."
        )
        shown = _shown(node)
        hint = Words("请填写文字。", "Write text.")
        if name in ("id", "target", "part_of"):
            hint = _id_hint("t")
        elif isinstance(node, Scalar) and shown:
            hint = Words(f"用引号括起来：'{shown}'。", f"Put it in quotes: '{shown}'.")
            if shown != node.text or "'" in shown:
                hint = Words("用引号括起来。", "Put it in quotes.")
    elif kind == "list_type":
        message = Words(
            f"{name} 应是列表，这里是{_what(node).zh}。",
            f"{name} should be a list; this is {_what(node).en}.",
        )
        hint = Words(
            "每条一行，以“- ”开头；只有一条也要这样写。", "One entry a line, each beginning with '- '."
        )
    elif kind in ("model_type", "dict_type", "model_attributes_type"):
        message = Words(
            f"{name} 应是“键: 值”，这里是{_what(node).zh}。",
            f"{name} should be key: value pairs; this is {_what(node).en}.",
        )
        hint = Words("请在下面缩进写出各个键。", "Write its keys below, indented.")
    elif kind == "bool_type":
        message = Words(f"{name} 应是 true 或 false。", f"{name} should be true or false.")
        hint = Words("写 true 或 false，不加引号。", "Write true or false, without quotes.")
    else:  # an error type nobody foresaw must still be said, at its place
        message, hint = (
            Words(f"{name} 的值不对（{kind}）。", f"{name} is wrong ({kind})."),
            Words("请核对。", "Check it."),
        )
    return TYPE.at(node.location, message, hint)


def _number_wanted(node: Node, name: str) -> tuple[Words, Words]:
    from edu_plan_cli.values.chinese_numbers import Number, read_number  # only where somebody slipped

    message = Words(
        f"{name} 应是数字，这里是{_what(node).zh}。", f"{name} should be a number; this is {_what(node).en}."
    )
    if isinstance(node, Scalar) and isinstance(number := read_number(node.text), Number):
        whole = plain(number.value)
        if number.scale in ("万", "亿"):
            part = plain(number.value.scaleb(-4 if number.scale == "万" else -8))
            return message, Words(
                f"只写数字：{whole}；或写 {part}，单位另写成带“{number.scale}”的。",
                f"Write just {whole}; or {part}, with a unit that has {number.scale}.",
            )
        return message, Words(
            f"只写数字：{whole}（半角，不加引号，不带单位）。", f"Write just {whole}, no quotes, no unit."
        )
    return message, Words(
        "请填一个准确的数：只写半角数字，不加引号，不带单位。",
        "Write one exact number in half-width digits, no quotes, no unit.",
    )


def _what(node: Node) -> Words:
    if isinstance(node, Listing):
        return Words("列表", "a list")
    if isinstance(node, Mapping):
        return Words("“键: 值”", "key: value pairs")
    if node.plain and node.text in ("", "~", "null"):
        return Words("空的", "nothing")
    if node.plain and node.text in ("true", "false"):
        return Words(f"是非值 {node.text}", f"the truth value {node.text}")
    if node.plain and re.fullmatch(r"-?\d+(\.\d+)?", node.text, re.ASCII):
        return Words(f"数字 {node.text}", f"the number {node.text}")
    quoted = "" if node.plain else '"'
    return Words(f"文字 {quoted}{_shown(node)}{quoted}", f"the text {quoted}{_shown(node)}{quoted}")


def _shown(node: Node) -> str:
    if not isinstance(node, Scalar):
        return "…"
    text = node.text.replace("\n", " ")
    return text if len(text) <= 40 else text[:39] + "…"  # noqa: PLR2004
