"""Changes to roster files that cannot be made, and what to do instead."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from crisis_tui.basis.instants import local_datetime
from crisis_tui.basis.text import AnyText, Text, clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from zoneinfo import ZoneInfo

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.loaded import LoadedRoster
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.readiness.change_effect import ChangeEffect
    from crisis_tui.roster.model import Roster
    from crisis_tui.storage.lease import Holder

RefusalCode = Literal[
    "unreadable", "samples", "missing", "link", "several-names", "no-file", "read-only",
    "changes-nothing", "cannot-edit", "new-errors", "locked", "file-changed", "not-written",
]  # fmt: skip


class RefusedChange(NamedTuple):
    """A change that cannot be made, and nothing is written; `findings` are errors it would cause."""

    code: RefusalCode
    reason: AnyText
    help: AnyText | None = None
    findings: tuple[Finding, ...] = ()


def obstacle_to_change(
    workspace: Workspace, path: Path, loaded: LoadedRoster
) -> RefusedChange | None:
    """Return what keeps this file from being changed at all."""
    file = loaded.file
    if loaded.roster is None:
        return RefusedChange(
            "unreadable",
            Text("nothing of {file} could be read", file=file),
            Text("see: crisis-tui check"),
            loaded.findings,
        )
    if workspace.read_only and path.resolve().is_relative_to(workspace.root):
        return RefusedChange(
            "samples",
            Text("{file} is one of the samples that came with the program", file=file),
            Text(
                "copy {folder} to a folder of your own and work there (--workspace)",
                folder=clean_text(str(workspace.root)),
            ),
        )
    from crisis_tui.storage.replacing import obstacle

    found = obstacle(path)
    if found is None:
        return None
    return RefusedChange(found, *_obstacle_texts(file, path)[found])


def _obstacle_texts(file: str, path: Path) -> Mapping[str, tuple[Text, Text]]:
    target = clean_text(str(path.resolve()))
    return {
        "missing": (
            Text("{file} is no longer there", file=file),
            Text("see: crisis-tui check"),
        ),
        "link": (
            Text("{file} is a symbolic link, and replacing it would cut it off", file=file),
            Text("change the file that it leads to: --roster {target}", target=target),
        ),
        "several-names": (
            Text("{file} has several names (hard links); they would be parted", file=file),
            Text("make it a copy of its own first, or edit it by hand"),
        ),
        "no-file": (
            Text("{file} is not a regular file", file=file),
            Text("edit what makes it instead"),
        ),
        "read-only": (
            Text("you may not write {file}", file=file),
            Text(
                "ask whoever owns it, or give yourself the right: chmod u+w {target}", target=target
            ),
        ),
    }


def changes_nothing(roster: Roster, role: str, effect: ChangeEffect) -> RefusedChange:
    """Say that a change has no effect, and who is on duty then."""
    names = {person.id: person.name for person in roster.people}
    people = ", ".join(f"{names.get(each, each)} ({each})" for each in effect.on_duty)
    return RefusedChange(
        "changes-nothing",
        Text("nothing would change: the same people would be on {role} then", role=role),
        Text("on {role} then: {people}", role=role, people=people or Text("nobody")),
    )


def locked_by(holder: Holder | None, zone: ZoneInfo) -> RefusedChange:
    """Say who holds the lock."""
    help_text = Text("nothing is written; ask again in a moment")
    if holder is None:
        return RefusedChange("locked", Text("somebody else is changing this roster now"), help_text)
    since = local_datetime(holder.since_ms, zone)
    reason = Text(
        "{person} is changing this roster now, since {since} (terminal {terminal}, process {pid})",
        person=clean_text(holder.person),
        since=f"{since:%H:%M:%S}",
        terminal=clean_text(holder.terminal),
        pid=holder.pid,
    )
    return RefusedChange("locked", reason, help_text)
