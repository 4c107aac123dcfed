"""What can be wrong with a file before its text is looked at: EP0xx."""

import stat
from pathlib import Path

from edu_plan_cli.diagnostics.diagnostic import Diagnostic, Rule
from edu_plan_cli.files.os_errors import HELD, reason
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.location import Location

UNREADABLE = Rule(
    code="EP001",
    name="file-unreadable",
    severity="error",
    title=Words("文件读不了", "the file cannot be read"),
    why=Words(
        "文件不存在、没有权限、正被别的程序打开，或链接指向不存在的地方。里面写了什么不知道，所以报表会注明有文件没读到，不当作没有报。",
        "It is missing, not permitted, open in another program, or a link leads nowhere. What it says is not known, so reports name it instead of counting its department as silent.",
    ),
    remedy=Words(
        "关掉正打开它的程序（Excel、WPS、同步盘），确认文件还在、自己有权打开，再运行一次；链接断了的，把文件本身放回来。",
        "Close the program that has it open (Excel, WPS, a sync client), make sure that it exists and that you may open it, and run again. Put the file itself in place of a broken link.",
    ),
    wrong="reports/2023/Q2/office.yaml -> ../已删除.yaml",
    right="reports/2023/Q2/office.yaml",
)
NOT_REGULAR = Rule(
    code="EP002",
    name="not-a-regular-file",
    severity="error",
    title=Words("不是普通文件", "not an ordinary file"),
    why=Words(
        "plan/ 和 reports/ 里以 .yaml 结尾的必须是普通文本文件。文件夹没有内容可读，管道和设备会让程序停住不动，指到文件夹的链接不跟随。",
        "What ends in .yaml under plan/ and reports/ must be an ordinary text file. A folder has no text, a pipe or device could hang the program, and links to folders are not followed.",
    ),
    remedy=Words(
        "移走它，或在这里放一个普通的 UTF-8 文本文件；链接到文件夹的，把文件夹本身放过来。",
        "Move it away, or put an ordinary UTF-8 text file in its place. Where it links to a folder, put the folder itself there.",
    ),
    wrong="reports/2023/Q2/office.yaml/",
    right="reports/2023/Q2/office.yaml",
)
OUTSIDE = Rule(
    code="EP003",
    name="link-outside-project",
    severity="error",
    title=Words("链接指到项目之外", "a link leads out of the project"),
    why=Words(
        "项目以外的文件没有人审阅，也不随项目一起保存；它的内容不应出现在报表里，所以不读。",
        "A file outside the project is neither reviewed nor kept with it, and its content has no business in a report, so it is not read.",
    ),
    remedy=Words(
        "把文件本身复制到这里，删掉链接。",
        "Copy the file itself to this place and delete the link.",
    ),
    wrong="reports/2023/Q2/office.yaml -> /home/other/office.yaml",
    right="reports/2023/Q2/office.yaml",
)
TOO_BIG = Rule(
    code="EP004",
    name="file-too-big",
    severity="error",
    title=Words("文件太大", "the file is too big"),
    why=Words(
        "一份工作要点不到 100 KB；超过 2 MB 的多半是放错了文件。",
        "A whole plan is under 100 KB; beyond 2 MB it is most likely the wrong file.",
    ),
    remedy=Words(
        "确认没有放错文件；扫描件、照片等放到 evidence/ 下，填报里只写它的路径。",
        "Make sure it is the right file. Keep scans and photographs under evidence/ and write only their paths in the report.",
    ),
    wrong="reports/2023/Q2/preschool.yaml（3.4 MB，扫描件改了名）",
    right="evidence/2023/开园公告.pdf",
)
NOT_UTF8 = Rule(
    code="EP005",
    name="not-utf8",
    severity="error",
    title=Words("文件不是 UTF-8 编码", "the file is not UTF-8"),
    why=Words(
        "用别的编码猜着读，会把一个字悄悄读成另一个字，所以不猜。",
        "Guessing an encoding turns one character into another in silence, so nothing is guessed.",
    ),
    remedy=Words(
        "用记事本打开，“另存为”时“编码”选 UTF-8，再运行一次；其实是 Excel、Word 文件的，用 edu-plan collect 收表、edu-plan import 读文件。",
        "Open it in an editor, save it with the encoding UTF-8, and run again. If it is an Excel or Word file, take it in with edu-plan collect or edu-plan import.",
    ),
    wrong="（记事本“另存为”时编码选了 ANSI 或 Unicode）",
    right="（编码选 UTF-8；带不带 BOM 都可以）",
)
CONTROL = Rule(
    code="EP006",
    name="control-character",
    severity="error",
    title=Words("文件里有看不见的控制字符", "an invisible control character"),
    why=Words(
        "控制字符能移动光标、隐藏或颠倒文字，让人看到的和文件里写的不一样。多半是从别处粘贴带进来的。",
        "Control characters move the cursor, hide or reverse text, so that one sees something else than what is written.",
    ),
    remedy=Words(
        "删掉这个字符；看不见、删不准的，把这几个字重新手打一遍。",
        "Delete the character. If you cannot see it well enough to delete it, type these few words again.",
    ),
    wrong="account: 已完成\\u202e",
    right="account: 已完成",
)

SAME_NAME = Rule(
    code="EP007",
    name="file-name-case-clash",
    severity="error",
    title=Words(
        "两个文件名只差大小写",
        "two names that differ in case alone",
    ),
    why=Words(
        "Windows 和 Mac 的文件名不分大小写：只差大小写的两个文件，取出来只剩一个，另一个就丢了。",
        "Windows and macOS do not tell case apart: of two names that differ in case alone, one is lost when they are checked out there.",
    ),
    remedy=Words(
        "比较两份内容，留下对的一份，把另一份改名或删掉，再提交。",
        "Compare the two, keep the right one, rename or delete the other, and commit.",
    ),
    wrong="reports/2023/Q2/Office.yaml + reports/2023/Q2/office.yaml",
    right="reports/2023/Q2/office.yaml",
)

RULES = (UNREADABLE, NOT_REGULAR, OUTSIDE, TOO_BIG, NOT_UTF8, CONTROL, SAME_NAME)


def unreadable(location: Location, error: Exception, file: Path) -> Diagnostic:
    """Return the problem of a file the system does not let us read (EP001)."""
    why = reason(error, file)
    hint = Words("请检查文件是否还在、是否有权限打开。", "Check that it is there and that you may open it.")
    if why == HELD:
        hint = Words(
            "请关掉打开它的程序，再运行一次。", "Close the program that has it open and run this again."
        )
    return UNREADABLE.at(
        location, Words(f"读不了这个文件：{why.zh}。", f"This file cannot be read: {why.en}."), hint
    )


def not_regular(location: Location, mode: int) -> Diagnostic:
    """Return the problem of a name that is a folder, pipe, socket or device; ``mode`` is ``st_mode``."""
    kind = Words("设备", "a device")
    if stat.S_ISDIR(mode):
        kind = Words("文件夹", "a folder")
    elif stat.S_ISFIFO(mode):
        kind = Words("管道", "a pipe")
    elif stat.S_ISSOCK(mode):
        kind = Words("套接字", "a socket")
    return NOT_REGULAR.at(
        location,
        Words(f"这是{kind.zh}，不是普通文件。", f"This is {kind.en}, not an ordinary file."),
        Words("请移走它，或换成 UTF-8 文本文件。", "Move it away, or put a UTF-8 text file in its place."),
    )


def linked_folder(location: Location) -> Diagnostic:
    """Return the problem of a link to a folder, whose files are not read."""
    return NOT_REGULAR.at(
        location,
        Words(
            "这是指到文件夹的链接，里面的文件没有读。", "This is a link to a folder; no file in it was read."
        ),
        Words("请把文件夹本身放在这里。", "Put the folder itself in its place."),
    )


_FETCH_SUBMODULE = Words(
    "请运行 git submodule update --init（CI 里：actions/checkout 写 submodules: true，GitLab 写 GIT_SUBMODULE_STRATEGY: normal）。",
    "Run git submodule update --init (in CI: submodules: true for actions/checkout, GIT_SUBMODULE_STRATEGY: normal for GitLab).",
)


def not_followed(location: Location, *, is_link: bool) -> Diagnostic:
    """Return the problem of a link or submodule in a git revision, which is not followed."""
    kind = Words("链接", "a link") if is_link else Words("子模块", "a submodule")
    return NOT_REGULAR.at(
        location,
        Words(
            f"这个版本里它是{kind.zh}，没有跟随，里面的内容没有读。",
            f"In this revision it is {kind.en}; it was not followed.",
        ),
        Words("请换成文件（文件夹）本身再提交。", "Commit the file or folder itself in its place."),
    )


def submodule_not_followed(location: Location) -> Diagnostic:
    """Return the problem of a part of the project that a revision has as a submodule, whose commit is not at hand."""
    return NOT_REGULAR.at(
        location,
        Words(
            "这个版本里它是子模块，没有取来，没有跟随，里面的内容没有读。",
            "In this revision it is a submodule that was not fetched; it was not followed.",
        ),
        _FETCH_SUBMODULE,
    )


def in_another_repository(location: Location) -> Diagnostic:
    """Return the problem of a part of the project that lies in a repository of its own, of which a revision knows nothing."""
    return NOT_REGULAR.at(
        location,
        Words(
            "它在另一个仓库（或工作树）里，这个版本没有记是它的哪一版，没有读。",
            "It is in another repository (or worktree); this revision does not say in which state, so it was not read.",
        ),
        Words(
            "请进那个文件夹用它自己的历史看；要一起记，用 git submodule add。",
            "Look at it in that folder, by its own history; to record both together use git submodule add.",
        ),
    )


def submodule_empty(location: Location) -> Diagnostic:
    """Return the problem of a part of the project that is a submodule of which nothing was fetched."""
    return UNREADABLE.at(
        location,
        Words(
            "它是子模块，还没有取来，文件夹是空的：不是没有填报，是没有读到。",
            "It is a submodule that was not fetched, so the folder is empty: nothing was read.",
        ),
        _FETCH_SUBMODULE,
    )


def same_name(location: Location) -> Diagnostic:
    """Return the problem of two files of a git revision whose names differ in case only."""
    return SAME_NAME.at(
        location,
        Words(
            "这个版本里还有一个同名文件（不分大小写），两个都没有读。",
            "This revision has another file of that name (case aside); neither was read.",
        ),
        Words("请留一个，把另一个改名或删掉。", "Keep one; rename or delete the other."),
    )


def outside(location: Location) -> Diagnostic:
    """Return the problem of a link that leads out of the project."""
    return OUTSIDE.at(
        location,
        Words(
            "这个链接指到项目文件夹之外，没有读取。", "This link leads out of the project; it was not read."
        ),
        Words("请把文件本身复制到这里。", "Copy the file itself to this place."),
    )


def too_big(location: Location, size: int, limit: int) -> Diagnostic:
    """Return the problem of a file that is too long; ``size`` and ``limit`` are bytes."""
    return TOO_BIG.at(
        location,
        Words(
            f"文件有 {size / 1e6:.1f} MB，超过 {limit / 1e6:.0f} MB 的上限。",
            f"The file has {size / 1e6:.1f} MB; the limit is {limit / 1e6:.0f} MB.",
        ),
        Words(
            "请确认没有放错文件；附件请另存，只写它的路径。",
            "Make sure it is the right file; keep attachments apart.",
        ),
    )


def not_utf8(location: Location, looks_like: str) -> Diagnostic:
    """Return the problem of a file that is not UTF-8; ``looks_like`` names what its bytes look like."""
    if looks_like == "nothing":
        return NOT_UTF8.at(
            location,
            Words(
                "文件里全是空字节，没有内容（多半是断电或同步时没存好）。",
                "The file holds zeros only (it was most likely cut off while being saved).",
            ),
            Words(
                "请从备份或 git 里取回，或重新填写。", "Take it back from a backup or git, or write it anew."
            ),
        )
    if looks_like not in ("", "GBK", "UTF-16"):
        return NOT_UTF8.at(
            location,
            Words(
                f"这是 {looks_like} 文件，只是名字是 .yaml。",
                f"This is a file of {looks_like.replace('、', ' or ')}, named .yaml.",
            ),
            Words(
                "请移到别处；表格用 edu-plan collect 收，文件用 edu-plan import 读。",
                "Move it away; take a form in with edu-plan collect, a document with edu-plan import.",
            ),
        )
    zh, en = (f"（像是 {looks_like}）", f" (it looks like {looks_like})") if looks_like else ("", "")
    return NOT_UTF8.at(
        location,
        Words(f"文件不是 UTF-8 编码{zh}。", f"The file is not UTF-8{en}."),
        Words(
            "请用记事本或编辑器打开，“另存为”时编码选 UTF-8。",
            "Open it in an editor and save it with the encoding UTF-8.",
        ),
    )


def control_character(location: Location, character: str) -> Diagnostic:
    """Return the problem of an invisible control character in a file."""
    return CONTROL.at(
        location,
        Words(
            f"这里有看不见的控制字符 U+{ord(character):04X}。",
            f"There is an invisible control character U+{ord(character):04X} here.",
        ),
        Words("请删掉这个字符，或重新手打这几个字。", "Delete it, or type these few characters afresh."),
    )
