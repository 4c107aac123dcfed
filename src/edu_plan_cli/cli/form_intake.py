"""Take what came back into the reports: read the files, tell copies and rivals apart, collect each, say what came of all."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from edu_plan_cli.cli.app import Stop
from edu_plan_cli.cli.language import say, tell
from edu_plan_cli.cli.taken_form import Collecting, take_form
from edu_plan_cli.features.forms.collect_sum import Outcome
from edu_plan_cli.values.bilingual import Words

if TYPE_CHECKING:
    from edu_plan_cli.checks.checked_year import Checked
    from edu_plan_cli.cli.context import Wanted
    from edu_plan_cli.cli.opened import Opened
    from edu_plan_cli.features.forms.sent_forms import SentForm
    from edu_plan_cli.features.forms.workbook import Book


def files_in(given: Iterable[Path]) -> list[Path]:
    """Return the files named and those in the folders named, without what editors and systems leave there. Raises Stop."""
    listed: list[Path] = []
    for place in given:
        try:
            listed += sorted(place.iterdir()) if place.is_dir() else [place]
        except OSError as error:
            raise Stop(
                Words(f"{place} 打不开：没有权限。", f"{place} cannot be read: {error.strerror}.")
            ) from None
    files = [file for file in listed if not file.name.startswith((".", "~$"))]
    if not files:
        raise Stop(Words("没有文件可收。", "There is no file to collect."))
    return files


def year_of_form(usual: "Opened", book: "Book", asked: "Wanted") -> int:
    """Return the year a form was made for, unless another is asked for or it has no plan here: the usual one."""
    from edu_plan_cli.cli.context import parse_wanted_quarter
    from edu_plan_cli.files.project_folder import plan_years

    own = usual.assessment.plan.year
    of_quarter, _ = parse_wanted_quarter(asked.quarter)
    if asked.year is not None or of_quarter is not None:
        return own
    years = {str(each): each for each in plan_years(usual.project.root)}
    said = [*book.head.years, book.meta.get("year", "")]
    return next((years[year] for year in said if year in years), own)


def collect_files(
    files: list[Path], wanted: "Wanted", collecting: Collecting, chosen: list[Path]
) -> "tuple[list[Outcome], Checked]":
    """Collect the forms in these files; returns what became of each, and the wanted year afterwards, checked.

    ``chosen`` are those that count where a department sent several, or again.
    """
    from edu_plan_cli.cli.context import open_assessment, tell_drafts

    unknown = [file for file in chosen if not any(_is_named(other, [file]) for other in files)]
    if unknown:
        named = "、".join(map(str, unknown))
        raise Stop(Words(f"要收的文件里没有 {named}。", f"{named}: not among the files to collect."))
    forms, outcomes = _read(files)
    usual = open_assessment(wanted, keep=True)
    tell_drafts(usual.drafts)
    by_year: dict[int, list[SentForm]] = {}
    for form in forms:
        by_year.setdefault(year_of_form(usual, form.book, wanted), []).append(form)
    for year, of_year in by_year.items():
        asked = wanted._replace(year=str(year))
        opened = usual if year == usual.assessment.plan.year else open_assessment(asked, keep=True)
        for form in of_year if opened is not usual else ():
            tell(Words(f"{form.file.name} 是 {year} 年的表。", f"{form.file.name} is a form of {year}."))
        of_forms, checked = _collect_year(opened, of_year, asked, collecting, chosen)
        outcomes += of_forms
        if opened is usual:
            usual = usual._replace(checked=checked)
    return outcomes, usual.checked


def _read(files: list[Path]) -> "tuple[list[SentForm], list[Outcome]]":
    """The forms, and those files that are none."""
    from edu_plan_cli.cli.input_file import read_given
    from edu_plan_cli.features.forms.opened_form import open_form
    from edu_plan_cli.features.forms.sent_forms import SentForm
    from edu_plan_cli.files.reading import safe_name
    from edu_plan_cli.presentation.waiting import with_bar

    forms, outcomes = [], []
    for file in with_bar(files, len(files), say(Words("读取", "reading"))):
        data = read_given(file)
        book = data if isinstance(data, Words) else open_form(file.name, data)
        if isinstance(data, Words) or isinstance(book, Words):
            assert isinstance(book, Words)
            tell(book)
            outcomes.append(Outcome(safe_name(file.name), None, "refused"))
        else:
            forms.append(SentForm(file, hashlib.sha256(data).hexdigest(), book))
    return forms, outcomes


def _collect_year(
    opened: "Opened", forms: "list[SentForm]", wanted: "Wanted", collecting: Collecting, chosen: list[Path]
) -> "tuple[list[Outcome], Checked]":
    from edu_plan_cli.cli.context import open_assessment
    from edu_plan_cli.features.forms.sent_forms import department_of_form

    outcomes: list[Outcome] = []
    by_department: dict[str | None, list[SentForm]] = {}
    for form in forms:
        by_department.setdefault(department_of_form(form, opened.assessment), []).append(form)
    for who, mine in by_department.items():
        fresh, still_open = _not_collected(opened, who, mine, chosen, outcomes)
        taken = False
        for form, only in [*((form, None) for form in fresh), *still_open]:
            if taken:  # a department's next form is to be told apart from what the one before said
                opened = open_assessment(wanted, opened.checked, keep=True)
            outcome, checked = take_form(opened, form, collecting, only)
            opened = opened._replace(checked=checked)
            outcomes.append(outcome)
            taken = outcome.state == "taken"
    return outcomes, opened.checked


def _not_collected(
    opened: "Opened", who: str | None, forms: "list[SentForm]", chosen: list[Path], outcomes: list[Outcome]
) -> "tuple[list[SentForm], list[tuple[SentForm, frozenset[str]]]]":
    """Of one department's forms those to collect, and one that was collected but for some targets, with these.

    The others are said, and added to the outcomes.
    """
    from edu_plan_cli.features.forms.sent_forms import collected_before

    fresh: list[SentForm] = []
    still_open: list[tuple[SentForm, frozenset[str]]] = []
    for form in sorted(forms, key=lambda form: not _is_named(form.file, chosen)):
        before = collected_before(
            opened.checked.reports, who or "", opened.assessment.view.quarter, form.sha256
        )
        if before is None or _is_named(form.file, chosen):
            fresh.append(form)
        elif before.is_last and before.source.open and not still_open:
            still_open.append((form, frozenset(before.source.open)))
        else:
            outcomes.append(_said_before(opened, who, form))
    if fresh:  # what came later is to settle what was left open
        outcomes += [_said_before(opened, who, form) for form, _ in still_open]
        still_open = []
    return _one_of(opened, who, fresh, chosen, outcomes), still_open


def _said_before(opened: "Opened", who: str | None, form: "SentForm") -> Outcome:
    from edu_plan_cli.files.reading import safe_name

    name = safe_name(form.file.name)
    tell(
        Words(
            f"{name} 收过了，没有新的内容；要再收一遍请加 --take {name}。",
            f"{name} was collected before and says nothing new; --take {name} collects it again.",
        )
    )
    return Outcome(name, opened.assessment.plan.department(who or ""), "before")


def _one_of(
    opened: "Opened", who: str | None, forms: "list[SentForm]", chosen: list[Path], outcomes: list[Outcome]
) -> "list[SentForm]":
    """The form to collect of one department's: copies count once; of several that differ only one that was chosen."""
    from edu_plan_cli.features.forms.sent_forms import differences, without_copies
    from edu_plan_cli.files.reading import safe_name

    department = opened.assessment.plan.department(who or "")
    if department is None or not forms:
        return forms
    kept, copies = without_copies(forms)
    for copy, first in copies:
        one, other = safe_name(copy.file.name), safe_name(first.file.name)
        tell(Words(f"{one} 与 {other} 内容相同，只收一张。", f"{one} is a copy of {other}; counted once."))
    picked = [form for form in kept if _is_named(form.file, chosen)]
    if len(kept) == 1 or len(picked) == 1:
        for form in kept if picked and len(kept) > 1 else ():
            if form is not picked[0]:
                name = safe_name(form.file.name)
                tell(Words(f"{name} 没有收：收的是另一张。", f"{name}: not taken; another is."))
        return picked or kept
    names = [safe_name(form.file.name) for form in kept]
    tell(
        Words(
            f"{department.name}有 {len(kept)} 张不同的表，哪张是新的看不出来，都没有收：{'、'.join(names)}。",
            f"{department.name} sent {len(kept)} forms that differ; none was taken: {', '.join(names)}.",
        )
    )
    for line in differences(kept, opened.assessment):
        tell(Words(f"  {line.zh}", f"  {line.en}"))
    tell(Words(f"算数的那张请写明：--take {names[-1]}", f"Name the one that counts: --take {names[-1]}"))
    outcomes += [Outcome(name, department, "refused") for name in names]
    return []


def _is_named(file: Path, chosen: list[Path]) -> bool:
    """Whether a file is one of those chosen, by its path or by its name alone."""
    return any(
        file.name == named.name and (named == Path(named.name) or file.resolve() == named.resolve())
        for named in chosen
    )
