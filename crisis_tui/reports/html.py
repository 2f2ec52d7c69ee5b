"""The debrief as one HTML page: no scripts, nothing fetched, everything escaped, prints on A4."""

from __future__ import annotations

from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, assert_never

from crisis_tui.basis.text import clean_text
from crisis_tui.debrief.compose import compose
from crisis_tui.debrief.document import Bullets, Chart, Pairs, Paragraph, Table
from crisis_tui.i18n import language, render
from crisis_tui.reports.svg_timeline import svg_timeline

if TYPE_CHECKING:
    from crisis_tui.basis.text import AnyText
    from crisis_tui.debrief.document import Block, Column, Section
    from crisis_tui.debrief.facts import Debrief

_STYLE = Path(__file__).with_name("debrief.css")
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"


def write(debrief: Debrief) -> str:
    """Return the page."""
    document = compose(debrief)
    marking, title = _text(document.marking), _text(document.title)
    sections = "\n".join(_section(section) for section in document.sections)
    return f"""<!doctype html>
<html lang="{language()}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{marking} – {title}</title>
<style>
{_STYLE.read_text(encoding="utf-8")}</style>
</head>
<body>
<div class="marking"><span>{marking}</span></div>
<header>
<h1>{title}</h1>
<p>{_text(document.subtitle)}</p>
</header>
<main>
{sections}
</main>
<footer><p>{_text(document.foot)}</p></footer>
</body>
</html>
"""


def _text(text: AnyText) -> str:
    return escape(clean_text(render(text)))


def _section(section: Section) -> str:
    blocks = "\n".join(_block(block) for block in section.blocks)
    return f"<section>\n<h2>{_text(section.title)}</h2>\n{blocks}\n</section>"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        quiet = ' class="quiet"' if block.quiet else ""
        return f"<p{quiet}>{_text(block.text)}</p>"
    if isinstance(block, Bullets):
        tag = "ol" if block.numbered else "ul"
        items = "\n".join(f"<li>{_text(item)}</li>" for item in block.items)
        return f"<{tag}>\n{items}\n</{tag}>"
    if isinstance(block, Pairs):
        rows = "\n".join(
            f"<dt>{_text(label)}</dt><dd>{_text(value)}</dd>" for label, value in block.rows
        )
        return f"<dl>\n{rows}\n</dl>"
    if isinstance(block, Table):
        return _table(block)
    if isinstance(block, Chart):
        return svg_timeline(block)
    assert_never(block)


def _table(block: Table) -> str:
    titles = "".join(
        f'<th scope="col"{_classes(column)}>{_text(column.title)}</th>' for column in block.columns
    )
    rows = "\n".join(
        "<tr>"
        + "".join(
            f"<td{_classes(column)}>{_text(cell)}</td>"
            for column, cell in zip(block.columns, row, strict=True)
        )
        + "</tr>"
        for row in block.rows
    )
    return f"<table>\n<thead><tr>{titles}</tr></thead>\n<tbody>\n{rows}\n</tbody>\n</table>"


def _classes(column: Column) -> str:
    names = [name for name, holds in (("right", column.right), ("wide", column.wide)) if holds]
    return f' class="{" ".join(names)}"' if names else ""
