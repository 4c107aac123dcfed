"""成果文件: a document to be issued. 「出台《关于进一步加强中小学幼儿园干部队伍建设的通知》」(11)."""

from datetime import date
from fractions import Fraction
from typing import ClassVar, Literal

from edu_plan_cli.kinds.target import Calculation, History, Target, TargetProgress, answered, at_due, latest
from edu_plan_cli.values.bilingual import Words
from edu_plan_cli.values.exact import Ratio
from edu_plan_cli.values.quarter import Quarter


class DeliverableTarget(Target):
    """完成率 = 100 % once a document with its number is named, 0 before."""

    words: ClassVar[Words] = Words("成果文件", "deliverable")

    dated: ClassVar[bool] = True

    kind: Literal["deliverable"]

    @property
    def answers(self) -> tuple[str, ...]:
        return ("document",)

    @property
    def goal(self) -> Words:
        return Words("印发文件", "document issued")

    def paced(self, on: date, year: int) -> Ratio:
        return at_due(self.window(year)[1], on)

    def progress(self, history: History, quarter: Quarter) -> TargetProgress:
        if given := answered(history, "document"):
            last = latest(given)
            document = last.entry.document
            assert document is not None  # what ``answered`` means
            text = Words(f"{document.number}", document.number)
            words = Words(
                f"{last.when.zh} 报告已印发《{document.title.strip('《》')}》（{document.number}，"
                f"{document.issued_on}），完成率 100%",
                f"{last.when.en}: issued as {document.number} on {document.issued_on}, completion 100%",
            )
            return TargetProgress(
                Fraction(1),
                True,
                text,
                text if last.quarter == quarter else None,
                None,
                None,
                None,
                lambda: (Calculation(words, (document.location("number"),)),),
                done_on=document.issued_on,
            )
        last = latest(history)
        none = Words(f"{last.when.zh} 报告尚未印发，完成率 0%", f"{last.when.en}: not issued, completion 0%")
        return TargetProgress(
            Fraction(0),
            done=False,
            cumulative=Words("未印发", "not issued"),
            period=None,
            calculation=lambda: (Calculation(none, (last.entry.location(),)),),
        )
