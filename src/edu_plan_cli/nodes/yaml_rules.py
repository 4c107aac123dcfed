"""What can be wrong with YAML as text and structure, before anyone asks what it says: EP1xx."""

from typing import Literal

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Related, Rule
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import MAX_DIGITS
from edu_plan_cli.values.location import Location

SYNTAX = Rule(
    code="EP101",
    name="yaml-syntax-error",
    severity="error",
    title=Words("YAML 写法有误", "the YAML does not parse"),
    why=Words(
        "YAML 靠缩进、引号和括号分清层次。有一处对不上，后面的层次就乱了，这份文件读不出来；别的文件照常读。",
        "YAML tells levels by indentation, quotes and brackets. Where one of them does not pair up, the rest of the file cannot be read; other files are read as usual.",
    ),
    remedy=Words(
        "从指出的那一行往上看：同一级的行左边对齐（每级两个空格），引号和括号成对；文字里有冒号的，用半角引号把整个值括起来。",
        "Look at this line and those above it: lines of one level begin in the same column (two spaces a level), quotes and brackets pair up; text that holds a colon stands in quotes.",
    ),
    wrong="title: '工作要点",
    right="title: 示例区教育局 2023 年工作要点",
    file="plan",
)
FULL_WIDTH_COLON = Rule(
    code="EP102",
    name="full-width-colon",
    severity="error",
    title=Words("用了全角冒号", "a full-width colon"),
    why=Words(
        "YAML 只认半角冒号加空格；全角“：”会让整行变成一句文字，有时毫无提示。",
        "YAML knows only the half-width colon and a space; “：” turns the line into text, sometimes in silence.",
    ),
    remedy=Words(
        "把“：”改成半角冒号加一个空格，逗号、括号也用半角；打键名时切到英文输入法。",
        "Write a half-width colon and a space. Type keys, commas and brackets with the input method switched to English.",
    ),
    wrong="issuer：示例区教育局",
    right="issuer: 示例区教育局",
    file="plan",
)
TAB = Rule(
    code="EP103",
    name="tab-indentation",
    severity="error",
    title=Words("用了制表符缩进", "a tab used to indent"),
    why=Words(
        "制表符（Tab 键）在各个编辑器里宽度不同，看着对齐，层次却可能不同，所以 YAML 只许用空格缩进。",
        "Editors give a tab different widths: lines may look aligned and stand on different levels. YAML therefore indents with spaces only.",
    ),
    remedy=Words(
        "把行首的 Tab 换成空格，每级两个；编辑器里可以设成“用空格代替制表符”。",
        "Replace the tab by spaces, two for each level. Editors can be set to insert spaces for tabs.",
    ),
    wrong="\tname: 办公室",
    right="    name: 办公室",
    file="plan",
)
WIDE_SPACE = Rule(
    code="EP104",
    name="full-width-space",
    severity="error",
    title=Words(
        "用了全角空格",
        "a full-width space in the structure",
    ),
    why=Words(
        "缩进和冒号后面只能用半角空格。全角空格和不换行空格看着一样，YAML 却把它当成文字。",
        "Only ordinary spaces may indent or follow a colon. A full-width or non-breaking space looks alike and is text to YAML.",
    ),
    remedy=Words(
        "删掉这个空格，改打半角空格；多半是输入法在全角状态下打的，或从网页、Word 里粘贴来的。",
        "Delete it and type an ordinary space. It mostly comes from an input method set to full width, or was pasted from a page or Word.",
    ),
    wrong="issuer:　示例区教育局",
    right="issuer: 示例区教育局",
    file="plan",
)
NO_SPACE = Rule(
    code="EP105",
    name="no-space-after-colon",
    severity="error",
    title=Words("冒号后面缺空格", "no space after the colon"),
    why=Words(
        "YAML 要在冒号后面见到空格，才知道前面是键。写成 value:270，整个就是一句文字，270 不会被当成数。",
        "YAML takes a word for a key only where a space follows its colon. Written value:270 it is one piece of text, and 270 is no figure.",
    ),
    remedy=Words(
        "在冒号后面加一个半角空格，写成 value: 270。",
        "Write a space after the colon: value: 270.",
    ),
    wrong="issuer:示例区教育局",
    right="issuer: 示例区教育局",
    file="plan",
)
QUOTES = Rule(
    code="EP106",
    name="improper-quoting",
    severity="error",
    title=Words("引号或符号的位置不对", "a quote or sign in the wrong place"),
    why=Words(
        "中文引号不能当 YAML 引号用；值里再有“冒号加空格”、或以 @ ` % & * ! 开头时，要用半角引号括起来。",
        "Chinese quotes are no YAML quotes; a value with ': ' in it or beginning with @ ` % & * ! needs quotes.",
    ),
    remedy=Words(
        "用半角单引号或双引号把整个值括起来，里面再有引号的用另一种；值里的冒号也可以改成全角“：”。键名不加引号。",
        "Put the whole value in half-width single or double quotes, and use the other kind within it. Keys take no quotes.",
    ),
    wrong="heading: 稳妥推进学位供给: 扩容提质",
    right="heading: 稳妥推进学位供给",
    file="plan",
)
CONFLICT = Rule(
    code="EP107",
    name="merge-conflict",
    severity="error",
    title=Words("留有没处理的合并冲突", "an unresolved merge conflict"),
    why=Words(
        "git 合并时两边改了同一处，冲突标记还留在文件里。哪一边对，要由人来定。",
        "Two branches changed the same lines, and git's marks are still in the file. Which side is right is for a person to say.",
    ),
    remedy=Words(
        "在 <<<<<<< 和 >>>>>>> 之间的两种写法里留下对的，删掉三行标记，再提交。运行 edu-plan git-setup 之后，git 按编号合并，这种冲突会少得多。",
        "Keep what is right of the two versions between <<<<<<< and >>>>>>>, delete the three lines of marks, and commit. After edu-plan git-setup git merges by id, and such conflicts are rare.",
    ),
    wrong="<<<<<<< HEAD\nissuer: 示例区教育局\n=======\nissuer: 示例区教育和体育局\n>>>>>>> xueqian",
    right="issuer: 示例区教育局",
    file="plan",
)
DUPLICATE_KEY = Rule(
    code="EP108",
    name="duplicate-key",
    severity="error",
    title=Words("同一个键写了两次", "a key written twice"),
    why=Words(
        "同一处一个键只能有一个值。别的程序遇到这种文件往往只留一个，另一个就无声地丢了。",
        "A key has one value in one place. Many programs keep one of the two, and the other vanishes in silence.",
    ),
    remedy=Words(
        "核对两处的值，只留对的一个。",
        "Compare the two values and keep the right one.",
    ),
    wrong="year: 2023\nyear: 2024",
    right="year: 2023",
    file="plan",
)
FEATURE = Rule(
    code="EP109",
    name="yaml-feature-not-allowed",
    severity="error",
    title=Words("用了不允许的 YAML 功能", "a YAML feature that is not allowed"),
    why=Words(
        "锚点 &、别名 *、合并键 <<、标签 !、指令 % 会让一行的意思取决于别处，无法逐行审阅；别名还能被用来撑爆内存。",
        "Anchors, aliases, merge keys, tags and directives make a line depend on another; aliases can exhaust memory.",
    ),
    remedy=Words(
        "把内容直接写出来；文字本身以 & * ! % 开头的，用引号括起来。",
        "Write the content out. Put text that begins with & * ! or % in quotes.",
    ),
    wrong="issuer: &x 示例区教育局",
    right="issuer: 示例区教育局",
    file="plan",
)
LIMITS = Rule(
    code="EP110",
    name="size-limit-exceeded",
    severity="error",
    title=Words("超出大小限制", "beyond the limits of size"),
    why=Words(
        "嵌套不超过 32 层，一段文字不超过 2 万字，一份文件不超过 10 万个值。超出的多半是括号没有配对，或放错了文件。",
        "At most 32 levels deep, 20,000 characters a text, 100,000 values a file. More is mostly a bracket that is not closed, or the wrong file.",
    ),
    remedy=Words(
        "核对缩进和括号；太长的文字拆短，或另存为附件放到 evidence/ 下；放错的文件移走。",
        "Check indentation and brackets. Shorten a long text, or keep it as an attachment under evidence/; move away a file that does not belong here.",
    ),
    wrong="aliases: [[[[…（40 层）…]]]]",
    right="aliases: [文秘室]",
)
ESCAPED_CONTROL = Rule(
    code="EP111",
    name="escaped-control-character",
    severity="error",
    title=Words(
        "引号里用转义写了控制字符",
        "an escape for a control character",
    ),
    why=Words(
        "双引号里的 \\e、\\0 这类转义会变成控制终端的字符，能改颜色、移光标、盖住别的字，让人看到的和文件里写的不一样。",
        "In double quotes, escapes such as \\e or \\0 become characters that control a terminal: they can recolour, move the cursor and cover other words.",
    ),
    remedy=Words(
        "删掉反斜杠和后面的字母，直接写文字；要写反斜杠本身，用单引号括起来。",
        "Delete the backslash and what belongs to it, and write plain text. Use single quotes where a backslash itself is meant.",
    ),
    wrong='issuer: "示例区\\e[31m教育局"',
    right="issuer: 示例区教育局",
    file="plan",
)
ODD_NUMBER = Rule(
    code="EP112",
    name="ambiguous-number",
    severity="error",
    title=Words("数字的写法有歧义", "a number written ambiguously"),
    why=Words(
        f"012、0x1F、1_000、1e3、.inf 在不同软件里读出的数不同；数字只用普通十进制，不超过 {MAX_DIGITS} 位。",
        f"012, 0x1F, 1_000, 1e3 read differently in different programs; write plain decimals of up to {MAX_DIGITS} digits.",
    ),
    remedy=Words(
        "是数的写成普通十进制：0270 写 270，1e3 写 1000，1_000 写 1000；是编号、代码、电话的，用引号括起来。",
        "Write a figure as a plain decimal: 270 for 0270, 1000 for 1e3 or 1_000. Put a number, code or telephone number in quotes.",
    ),
    wrong="target_value: 0270",
    right="target_value: 270",
    file="plan",
)
SHAPE = Rule(
    code="EP113",
    name="not-key-value-pairs",
    severity="error",
    title=Words("文件的最外层不是键和值", "the file is not a set of keys"),
    why=Words(
        "工作要点和填报都由“键: 值”组成。文件为空、整个是一段文字或列表，或一个文件里放了两份，就不知道该怎么读。",
        "Plans and reports are made of key: value lines. A file that is empty, one text, a list, or two documents in one cannot be understood.",
    ),
    remedy=Words(
        "第一行写 schema: edu-plan/plan@1（填报写 edu-plan/progress@1），下面一行一个键；没有用的空文件删掉；两份合在一起的，删掉中间的 ---，拆成两个文件。",
        "Begin with schema: edu-plan/plan@1 (edu-plan/progress@1 for a report), then one key a line. Delete an empty file; split two documents into two files.",
    ),
    wrong="（空文件）",
    right="schema: edu-plan/plan@1",
)

CUT_OFF = Rule(
    code="EP114",
    name="text-cut-by-comment",
    severity="warning",
    title=Words(
        "一句话像是被 # 截断了",
        "text that # seems to cut off",
    ),
    why=Words(
        "空格后面的 # 在 YAML 里开始一段注释，后面的字不算内容：“主体 #1 楼已封顶”只剩“主体”。",
        "A # after a space begins a comment, and what follows is no content: 'block #1 is topped out' becomes 'block'.",
    ),
    remedy=Words(
        "# 后面也是内容的，用引号把整个值括起来：account: '正在办理 #1 楼开办手续。'；确是注释的，在 # 后面空一格。",
        "If it is content, put the whole value in quotes: account: '正在办理 #1 楼开办手续。'. If it is a comment, write a space after the #.",
    ),
    wrong="account: 正在办理 #1 楼开办手续。",
    right="account: 正在办理开办手续。",
    file="report",
)

RULES = (
    SYNTAX, FULL_WIDTH_COLON, TAB, WIDE_SPACE, NO_SPACE, QUOTES, CONFLICT, DUPLICATE_KEY, FEATURE, LIMITS,
    ESCAPED_CONTROL, ODD_NUMBER, SHAPE, CUT_OFF,
)  # fmt: skip

_PROBLEMS = {
    "block collection": Words("这一行的缩进和上面对不齐", "the indentation does not match the lines above"),
    "block mapping": Words("这一行的缩进和上面对不齐", "the indentation does not match the lines above"),
    "parsing a flow": Words("括号没有配对，或多了逗号", "a bracket is not closed, or a comma too many"),
    "found unexpected end of stream": Words("引号没有配对", "a quote is not closed"),
    "mapping values are not allowed": Words("这里不能再有“键: 值”", "no 'key: value' may stand here"),
    "could not find expected ':'": Words("这一行缺少“: ”", "a ': ' is missing on this line"),
    "cannot start any token": Words("这个字符不能作开头", "this character cannot begin anything"),
}


def syntax(location: Location, problem: str, context: str = "") -> Diagnostic:
    """``problem`` and ``context`` are the parser's; the two parsers word some problems differently, the context alike."""
    problem_words = next(
        (words for part, words in _PROBLEMS.items() if part in context or part in problem), None
    )
    problem_words = problem_words or Words("读不下去", problem)
    return SYNTAX.at(
        location,
        Words(f"YAML 写法有误：{problem_words.zh}。", f"The YAML does not parse: {problem_words.en}."),
        Words(
            "请对照上下行检查缩进、引号和括号；含冒号的文字用引号括起来。",
            "Check indentation, quotes and brackets against the lines around; quote text that holds a colon.",
        ),
    )


def unknown_escape(location: Location) -> Diagnostic:
    """Return the problem of a backslash that begins no escape YAML knows."""
    return SYNTAX.at(
        location,
        Words("引号里的这个反斜杠转义不认识。", "This backslash escape is unknown."),
        Words("请改用单引号，或把反斜杠写两次。", "Use single quotes, or write the backslash twice."),
    )


def full_width_colon(location: Location, key: str) -> Diagnostic:
    """Return the problem of ``：`` after a key."""
    return FULL_WIDTH_COLON.at(
        location,
        Words(
            f"{key} 后面用了全角冒号“：”。",
            f"Full-width colon after {key}.",
        ),
        Words(f"改成半角冒号加空格：{key}: …", f"Write a half-width colon and a space: {key}: …"),
    )


def no_colon(location: Location, key: str) -> Diagnostic:
    """Return the problem of a key without a colon."""
    return SYNTAX.at(
        location,
        Words(f"{key} 后面缺冒号。", f"No colon after {key}."),
        Words(f"写成 {key}: …（冒号后空一格）。", f"Write {key}: … with a space after the colon."),
    )


def wide_comma(location: Location) -> Diagnostic:
    """Return the problem of ``，`` between brackets."""
    return SYNTAX.at(
        location,
        Words("括号里用了全角逗号“，”。", "A full-width comma stands between brackets."),
        Words("改成半角逗号加空格。", "Write a half-width comma and a space."),
    )


def words_after(location: Location) -> Diagnostic:
    """Return the problem of text after a closing quote or bracket."""
    return QUOTES.at(
        location,
        Words("引号（括号）后面还有字。", "Something follows the closing quote or bracket."),
        Words(
            "整个值用一对引号括起来（里面的引号用中文引号或另一种），或删掉后面多出的。",
            "Put the whole value in one pair of quotes, or delete what follows.",
        ),
    )


def tab(location: Location) -> Diagnostic:
    """Return the problem of a tab in the indentation."""
    return TAB.at(
        location,
        Words("缩进用了制表符（Tab）。", "The indentation holds a tab."),
        Words("请改用空格，每级两个。", "Use spaces, two for each level."),
    )


def wide_space(location: Location) -> Diagnostic:
    """Return the problem of a full-width or non-breaking space where YAML wants an ordinary one."""
    return WIDE_SPACE.at(
        location,
        Words("这里用了全角空格或不换行空格。", "A full-width or non-breaking space stands here."),
        Words("请改成半角空格。", "Use an ordinary space."),
    )


def no_space(location: Location, key: str) -> Diagnostic:
    """Return the problem of a colon without a space after it."""
    return NO_SPACE.at(
        location,
        Words(f"{key}: 后面缺一个空格。", f"A space is missing after {key}:"),
        Words(f"写成 {key}: …（冒号后空一格）。", f"Write {key}: … with a space after the colon."),
    )


def curly_quote(location: Location) -> Diagnostic:
    """Return the problem of Chinese quotation marks used as YAML's."""
    return QUOTES.at(
        location,
        Words("中文引号不能当 YAML 的引号用。", "Chinese quotes cannot serve as YAML quotes."),
        Words("请改成半角引号，或去掉引号。", "Use half-width quotes, or none."),
    )


def second_colon(location: Location) -> Diagnostic:
    """Return the problem of a second ``: `` in an unquoted value."""
    return QUOTES.at(
        location,
        Words(
            "值里又有“冒号加空格”，YAML 会当成另一个键。",
            "The value holds ': ', which YAML takes for another key.",
        ),
        Words("请用半角引号把整个值括起来，或改用全角冒号。", "Put the whole value in quotes."),
    )


def reserved(location: Location, sign: str) -> Diagnostic:
    """Return the problem of a value that begins with a character YAML reserves (``@``, a backtick, ``%``)."""
    return QUOTES.at(
        location,
        Words(f"值不能以 {sign} 开头。", f"A value cannot begin with {sign}."),
        Words("请用半角引号把整个值括起来。", "Put the whole value in quotes."),
    )


def conflict(location: Location) -> Diagnostic:
    """Return the problem of the marks git leaves at a merge conflict."""
    return CONFLICT.at(
        location,
        Words("这里留有 git 合并冲突的标记。", "A git merge conflict is still marked here."),
        Words(
            "请留下对的内容，删掉 <<<<<<<、=======、>>>>>>> 三行。",
            "Keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>.",
        ),
    )


def duplicate_key(location: Location, key: str, first: Location) -> Diagnostic:
    """Return the problem of a key written twice in one mapping; ``first`` is where it was written first."""
    return DUPLICATE_KEY.at(
        location,
        Words(
            f"键 {key} 写了两次。",
            f"Key {key} is written twice.",
        ),
        Words(
            f"请只留一个（前一次在第 {first.line} 行）。",
            f"Keep one of them (the first is on line {first.line}).",
        ),
        Related(first, Words("前一次在这里", "first here")),
    )


def complex_key(location: Location) -> Diagnostic:
    """Return the problem of a key that is a list or a mapping."""
    return SHAPE.at(
        location,
        Words("键必须是一个词，不能是列表或映射。", "A key must be a word, not a list or a mapping."),
        Words("请写成 键: 值。", "Write key: value."),
    )


def feature(location: Location, name: Literal["anchor", "alias", "tag", "merge", "directive"]) -> Diagnostic:
    """Return the problem of a feature of YAML that the files of a project may not use."""
    words = {
        "anchor": Words("锚点（&…）", "an anchor (&…)"),
        "alias": Words("别名（*…）", "an alias (*…)"),
        "tag": Words("标签（!…）", "a tag (!…)"),
        "merge": Words("合并键（<<）", "a merge key (<<)"),
        "directive": Words("指令（%…）", "a directive (%…)"),
    }[name]
    return FEATURE.at(
        location,
        Words(f"这里用了{words.zh}，本项目的文件不允许。", f"This is {words.en}, which is not allowed here."),
        Words(
            "请直接写出内容；文字以这些符号开头时用引号括起来。",
            "Write it out; quote text that begins with such a sign.",
        ),
    )


def second_document(location: Location) -> Diagnostic:
    """Return the problem of a second document in one file."""
    return SHAPE.at(
        location,
        Words("一个文件里放了两份文档（---）。", "There are two documents (---) in one file."),
        Words("请拆成两个文件，或删掉这行 ---。", "Split the file, or delete this line."),
    )


def too_deep(location: Location, limit: int) -> Diagnostic:
    """Return the problem of values nested more than ``limit`` levels deep."""
    return LIMITS.at(
        location,
        Words(f"嵌套超过 {limit} 层。", f"Nested more than {limit} levels deep."),
        Words("请检查缩进或括号。", "Check indentation and brackets."),
    )


def too_many(location: Location, limit: int) -> Diagnostic:
    """Return the problem of a file of more than ``limit`` values."""
    return LIMITS.at(
        location,
        Words(f"文件里的值超过 {limit} 个。", f"The file holds more than {limit} values."),
        Words("请确认没有放错文件。", "Make sure it is the right file."),
    )


def too_long(location: Location, length: int, limit: int) -> Diagnostic:
    """Return the problem of a text of more than ``limit`` characters."""
    return LIMITS.at(
        location,
        Words(
            f"这段文字有 {length} 字，超过 {limit} 字。",
            f"This text has {length} characters; the limit is {limit}.",
        ),
        Words("请拆短，或另存为附件。", "Shorten it, or keep it as an attachment."),
    )


def escaped_control(location: Location, character: str) -> Diagnostic:
    """Return the problem of an escape that gives an invisible control character."""
    return ESCAPED_CONTROL.at(
        location,
        Words(
            f"引号里的转义写出了控制字符 U+{ord(character):04X}。",
            f"An escape gives control character U+{ord(character):04X}.",
        ),
        Words("请删掉这个转义，直接写文字。", "Delete the escape; write plain text."),
    )


def odd_number(location: Location, text: str) -> Diagnostic:
    """Return the problem of a number that YAML readers understand differently, or that is too long."""
    shown = text if len(text) <= 20 else text[:17] + "…"  # noqa: PLR2004
    zh, en = (f"：'{shown}'", f": '{shown}'") if shown == text else ("", "")
    ambiguous = Words(f"{shown} 的写法有歧义。", f"{shown} is an ambiguous way to write a number.")
    too_long = Words(f"数字 {shown} 太长。", f"The number {shown} is too long.")
    return ODD_NUMBER.at(
        location,
        too_long if sum(map(str.isdecimal, text)) > MAX_DIGITS else ambiguous,
        Words(
            f"数字写成普通十进制（不超过 {MAX_DIGITS} 位）；若是文字，用引号括起来{zh}。",
            f"Write a plain decimal of at most {MAX_DIGITS} digits; if it is text, quote it{en}.",
        ),
    )


def empty(location: Location) -> Diagnostic:
    """Return the problem of a file with nothing in it."""
    return SHAPE.at(
        location,
        Words("文件是空的。", "The file is empty."),
        Words("请填写内容，或删掉这个文件。", "Fill it in, or delete it."),
    )


def no_keys(location: Location) -> Diagnostic:
    """Return the problem of a file whose outermost value is no mapping."""
    return SHAPE.at(
        location,
        Words("文件的最外层应是“键: 值”，这里不是。", "The file should be 'key: value' lines; it is not."),
        Words("请从 schema: … 一行写起。", "Begin with a line schema: …"),
    )


def cut_off(location: Location, kept: str) -> Diagnostic:
    """Return the question raised by ``#`` after a space within a value; ``kept`` is the text before it."""
    shown = kept if len(kept) <= 20 else "…" + kept[-19:]  # noqa: PLR2004
    return CUT_OFF.at(
        location,
        Words(
            f"这里的 # 开始一段注释，内容到“{shown}”为止。",
            f"This # begins a comment; the text ends at '{shown}'.",
        ),
        Words(
            "# 后面也是内容的，请用引号把整个值括起来；是注释的，请在 # 后面空一格。",
            "If it is content, put the whole value in quotes; if it is a comment, write a space after the #.",
        ),
    )


def no_dash(location: Location, written: str) -> Diagnostic:
    """Return the problem of a list entry that begins with something like ``- ``; ``written`` is that."""
    shown = "“-”后面没有空格" if written == "-" else f"用了“{written}”"
    return SYNTAX.at(
        location,
        Words(
            f"列表的一条要以半角减号加空格开头，这里{shown}。",
            f"An entry of a list begins with '- ' (hyphen, space); here it is '{written}'.",
        ),
        Words("改成“- ”：- 键: 值。", "Write '- ': - key: value."),
    )


def fence(location: Location) -> Diagnostic:
    """Return the problem of a line of three backticks, copied from a page with the code between."""
    return SYNTAX.at(
        location,
        Words(
            "这一行是网页或聊天里代码的边框（```），不是内容。",
            "This line (```) frames code on a page; it is no content.",
        ),
        Words("请把开头和结尾的 ``` 两行都删掉。", "Delete both lines of ```."),
    )
