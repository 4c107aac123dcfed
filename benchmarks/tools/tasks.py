"""Task managers: a target is a task, an answer an annotation or a percentage. Taskwarrior, TaskJuggler."""

import json
import os
import subprocess
import uuid
from pathlib import Path

from measure import Job
from tools import Work, program

ACCOUNT = "本季各校落实到位，问题清单已逐项整改"


def jobs(folder: Path, times: int, work: Work, scripts: Path) -> list[Job]:
    folder.mkdir(parents=True, exist_ok=True)
    found = []
    if task := program("task", scripts):
        settings = ["rc:/dev/null", f"rc.data.location={folder}", "rc.confirmation=off", "rc.gc=off"]
        _import(task, settings, folder, work)
        found.append(Job("Taskwarrior summary", [task, *settings, "summary"], folder, times, work.entries))
    if tj3 := program("tj3", scripts):
        file = folder / "plan.tjp"
        file.write_text(_project(work), encoding="utf-8")
        found.append(
            Job("TaskJuggler, schedule and CSV", [tj3, "--silent", str(file)], folder, times, work.entries)
        )
    return found


def _import(task: str, settings: list[str], folder: Path, work: Work) -> None:
    tasks = [
        {
            "uuid": str(uuid.UUID(int=n + 1, version=4)),
            "description": f"目标{n + 1}",
            "project": f"任务{n // 6 + 1}",
            "status": "completed" if n % 3 == 0 else "pending",
            "entry": "20230101T000000Z",
            "due": "20231231T000000Z",
            "annotations": [
                {"entry": f"20230{3 * quarter + 3}28T00000{quarter}Z", "description": ACCOUNT}
                for quarter in range(work.quarters)
            ],
        }
        | ({"end": "20230930T000000Z"} if n % 3 == 0 else {})
        for n in range(work.targets)
    ]
    file = folder / "tasks.json"
    file.write_text(json.dumps(tasks, ensure_ascii=False), encoding="utf-8")
    subprocess.run(
        [task, *settings, "import", str(file)],
        check=True,
        capture_output=True,
        env={**os.environ, "HOME": str(folder)},
    )


def _project(work: Work) -> str:
    lines = ['project plan "工作要点" 2023-01-01 +1y {\n  now 2023-10-01\n}', 'resource d0 "科室"']
    for item in range(-(-work.targets // 6)):
        lines.append(f'task i{item} "任务{item + 1}" {{')
        for n in range(item * 6, min(item * 6 + 6, work.targets)):
            notes = "\n".join(
                f'    journalentry 2023-{3 * quarter + 3:02}-28 "{ACCOUNT}" {{ author d0 }}'
                for quarter in range(work.quarters)
            )
            lines.append(
                f'  task t{n} "目标{n + 1}" {{\n    start 2023-01-01\n    end 2023-12-30\n    complete {n % 100}\n{notes}\n  }}'
            )
        lines.append("}")
    lines.append('taskreport "report" {\n  formats csv\n  columns id, name, start, end, complete\n}')
    return "\n".join(lines) + "\n"
