"""``edu-plan record``."""

from typing import Annotated

from edu_plan_cli.cli import entry_options, options
from edu_plan_cli.values.bilingual import Words

EXAMPLES = (
    ("edu-plan record 14-2 -q Q2 --value 120", Words("填一个数", "a number")),
    ("edu-plan record 2-3 -q Q2 --numerator 24 --denominator 30", Words("填一个占比", "a share")),
    (
        "edu-plan record 12-1 -q Q2 --stage 主体封顶 --note 进度正常",
        Words("填工程阶段和说明", "a stage and an account"),
    ),
    (
        "edu-plan record 14-2 -q Q1 --value 85 --reason 误将小班重复计入",
        Words("更正以前的季度", "correct an earlier quarter"),
    ),
    (
        "edu-plan record 12-4 -q Q2 --withdraw --reason 尚未开办，误填",
        Words("撤回填错的完成", "take a false answer back"),
    ),
    ("edu-plan record 14-2 -q Q2 --highlight", Words("标为亮点，通报里引用", "to be quoted in the circular")),
    (
        "edu-plan record 11-3 -q Q3 --issued 考核办法，区教〔2023〕30号，9月10日",
        Words("填印发的文件", "a document"),
    ),
    (
        "edu-plan record 13-4 --update --stage 主体封顶 --note 装饰队伍已进场",
        Words("季度之间的进展：今天的", "an update between quarters, of today"),
    ),
    ("edu-plan record --nil -q Q2 --department 督导室", Words("零报告", "a nil report")),
    ("edu-plan record -q Q2 --department 基教科", Words("逐个目标问着填", "be asked, target by target")),
)


def command(
    what: entry_options.AskedTarget = None,
    asked: options.Quarter = None,
    value: entry_options.Value = None,
    unit: entry_options.Unit = None,
    numerator: entry_options.Numerator = None,
    denominator: entry_options.Denominator = None,
    lowest: entry_options.Lowest = None,
    stage: entry_options.Stage = None,
    step: entry_options.Steps = None,
    done_on: entry_options.DoneOn = None,
    issued: entry_options.Issued = None,
    note: entry_options.Note = None,
    highlight: entry_options.Highlight = False,
    evidence: entry_options.Evidence = None,
    contributor: entry_options.Contributor = None,
    reason: entry_options.CorrectionReason = None,
    withdraw: entry_options.Withdraw = False,
    nil: entry_options.Nil = False,
    update: entry_options.IsUpdate = False,
    department: options.Department = None,
    received: options.Received = None,
    received_reason: options.ReceivedReason = None,
    yes: options.Yes = False,
    dry_run: options.DryRun = False,
    as_json: Annotated[bool, options.json_option("edu-plan/record@1")] = False,
    year: options.Year = None,
    project: options.Project = None,
    today: options.Today = None,
) -> None:
    from edu_plan_cli.cli.context import Wanted, open_assessment, parse_day, tell_drafts
    from edu_plan_cli.cli.context import today as now
    from edu_plan_cli.cli.entry_dialog import ask_entries
    from edu_plan_cli.cli.record_entry import Recording, record_nil, record_typed, tell_recorded
    from edu_plan_cli.cli.record_update import record_update
    from edu_plan_cli.cli.report_file import received as parsed
    from edu_plan_cli.cli.typed_entry import TypedEntry, in_option_words

    made_on = parse_day(received, "--date") if received and (reason is not None or update) else None
    came = None if made_on else parsed(received, received_reason)
    # The day decides only which quarter is meant where none is typed; what was sent later counts all the same.
    opened = open_assessment(Wanted(project, year, asked, None, today))
    tell_drafts(opened.drafts)
    recording = Recording(opened, department, now(today), came, dry_run, yes, as_json)
    if what is None and not (nil or update):
        ask_entries(recording._replace(came=None))
        return
    typed = TypedEntry(
        value, numerator, denominator, lowest, done_on, contributor, unit, stage, note, step, evidence, issued, withdraw, highlight
    )  # fmt: skip
    if update:
        record_update(
            recording, what, typed, made_on, of_quarter=nil or reason is not None or asked is not None
        )
        return
    if nil:
        answer = record_nil(recording, what)
    else:
        answer = record_typed(recording, what or "", typed, reason, made_on, quarter_asked=asked is not None)
    tell_recorded(recording, answer, in_option_words)
