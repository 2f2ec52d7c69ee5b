"""The debrief as Markdown (CommonMark with tables); everything from data is escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, assert_never

from crisis_tui.basis.text import clean_text
from crisis_tui.debrief.compose import compose
from crisis_tui.debrief.document import Bullets, Chart, Pairs, Paragraph, Table
from crisis_tui.i18n import _, render

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block
    from crisis_tui.debrief.facts import Debrief

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>()#+!|~$&])")
_LEADING = re.compile(r"^(\d+)([.)])|^([-=])")


def write(debrief: Debrief) -> str:
    """Return the report."""
    document = compose(debrief)
    lines = [f"# {_inline(document.marking)} – {_inline(document.title)}", ""]
    lines += [_inline(document.subtitle)]
    for section in document.sections:
        lines += ["", f"## {_inline(section.title)}"]
        for block in section.blocks:
            lines += ["", *_block(block)]
    lines += ["", "---", "", _inline(document.foot)]
    return "\n".join(lines) + "\n"


def _inline(text: AnyText) -> str:
    flat = " ".join(clean_text(render(text)).split())
    escaped = _SPECIAL.sub(r"\\\1", flat)
    return _LEADING.sub(lambda match: f"{match[1] or ''}\\{match[2] or match[3]}", escaped)


def _block(block: Block) -> list[str]:
    if isinstance(block, Paragraph):
        text = _inline(block.text)
        return [f"*{text}*" if block.quiet else text]
    if isinstance(block, Bullets):
        return [
            f"{f'{number}.' if block.numbered else '-'} {_inline(item)}"
            for number, item in enumerate(block.items, start=1)
        ]
    if isinstance(block, Pairs):
        return [f"- **{_inline(label)}** {_inline(value)}" for label, value in block.rows]
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return [_("The timeline as a picture is in the HTML report.")]
    assert_never(block)


def _table(block: Table) -> list[str]:
    titles = (_inline(column.title) for column in block.columns)
    return [
        "| " + " | ".join(titles) + " |",
        "|" + "|".join(" ---: " if column.right else " --- " for column in block.columns) + "|",
        *("| " + " | ".join(_inline(cell) for cell in row) + " |" for row in block.rows),
    ]
