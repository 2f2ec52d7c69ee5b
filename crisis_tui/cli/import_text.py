"""What becomes of each row of a table, for people and for programs."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

from crisis_tui.basis.text import clean_text
from crisis_tui.cli.finding_formats import finding_data
from crisis_tui.cli.finding_text import COLUMNS, FindingWriter
from crisis_tui.i18n import _, ngettext, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Where
    from crisis_tui.bootstrap_import import PlannedImport
    from crisis_tui.cli.finding_text import Snippets
    from crisis_tui.files.importing import ImportPlan
    from crisis_tui.files.importing.plan import Outcome, RowPlan
    from crisis_tui.refused_change import RefusedChange

_OUTCOMES: tuple[Outcome, ...] = ("new", "changed", "unchanged", "refused")


def plan_lines(planned: PlannedImport, snippets: Snippets) -> Iterator[str]:
    """Yield the whole plan as text: rows, what is wrong, how many of each, the difference."""
    rows = planned.rows
    yield from _wrapped(f"{rows.table.file} → {planned.file}")
    for note in rows.notes:
        yield from _wrapped(f"  {render(note)}")
    yield from _row_lines(rows)
    writer = FindingWriter(snippets)
    findings = [*rows.findings, *(each for row in rows.rows for each in row.findings)]
    for finding in findings:
        yield ""
        yield writer.text(finding)
    yield ""
    yield _summary(rows)
    if planned.diff:
        yield ""
        yield clean_text(planned.diff).rstrip("\n")
    for finding in planned.warnings:
        yield from _wrapped(f"! {render(finding.message)} [{finding.code}]")


def _row_lines(rows: ImportPlan) -> Iterator[str]:
    places = [row.where.cell.rpartition("!")[2] or str(row.where.line) for row in rows.rows]
    width = max((len(each) for each in places), default=0)
    words = _words()
    room = max(len(each) for each in words.values())
    for place, row in zip(places, rows.rows, strict=True):
        yield _cut(f"  {place:>{width}}  {words[row.outcome]:<{room}}  {_line(row)}")
        indent = " " * (width + room + 6)
        for change in row.changes:
            old = change.old or _("nothing")
            yield _cut(f"{indent}{change.field}: {_one_line(old)} → {_one_line(change.new)}")


def _line(row: RowPlan) -> str:
    if row.known is None or row.outcome != "unchanged":
        return _one_line(row.says)
    place = row.known.cell or _("line {line}").format(line=row.known.line)
    return f"{_one_line(row.says)} ({place})"


def _words() -> dict[Outcome, str]:
    return {
        "new": _("new"),
        "changed": _("changed"),
        "unchanged": _("unchanged"),
        "refused": _("refused"),
    }


def _summary(rows: ImportPlan) -> str:
    words = _words()
    total = ngettext("{n} row", "{n} rows", len(rows.rows)).format(n=len(rows.rows))
    counts = [f"{rows.count(each)} {words[each]}" for each in _OUTCOMES if rows.count(each)]
    return f"{total}: {', '.join(counts)}" if counts else total


def _place(where: Where) -> str:
    return f"{where.file}:{where.place}"


def _one_line(text: str) -> str:
    return " ".join(clean_text(text).split())


def _cut(line: str) -> str:
    return line if len(line) <= COLUMNS else line[: COLUMNS - 1] + "…"


def _wrapped(text: str) -> list[str]:
    return wrap(clean_text(text), COLUMNS, subsequent_indent="    ", break_on_hyphens=False)


def told_refusal(refused: RefusedChange) -> str:
    """Return why nothing is written, and what to do."""
    lines = [f"crisis-tui: {render(refused.reason)}"]
    lines += [
        f"  {_place(each.where)}: {render(each.message)} [{each.code}]" for each in refused.findings
    ]
    if refused.help is not None:
        lines.append(f"  = {render(refused.help)}")
    return "\n".join(lines) + "\n"


def import_document(
    planned: PlannedImport, refused: RefusedChange | None, *, applied: bool
) -> dict[str, Any]:
    """Return the plan and how it ended as a JSON document."""
    rows = planned.rows
    return {
        "kind": rows.kind,
        "table": rows.table.file,
        "file": planned.file,
        **{each: rows.count(each) for each in _OUTCOMES},
        "rows": [_row_document(row) for row in rows.rows],
        "notes": [render(note) for note in rows.notes],
        "findings": [finding_data(each) for each in rows.findings],
        "warnings": [finding_data(each) for each in planned.warnings],
        "diff": planned.diff,
        "applied": applied,
        "refusal": refused
        and {
            "code": refused.code,
            "message": render(refused.reason),
            "help": None if refused.help is None else render(refused.help),
            "findings": [finding_data(each) for each in refused.findings],
        },
    }


def _row_document(row: RowPlan) -> dict[str, Any]:
    return {
        "row": row.where.line,
        "outcome": row.outcome,
        "says": row.says,
        "known": None if row.known is None else _place(row.known),
        "changes": [
            {"field": each.field, "old": each.old or None, "new": each.new} for each in row.changes
        ],
        "findings": [finding_data(each) for each in row.findings],
    }
