"""`crisis-tui explain CODE`: what the code of a finding means, with an example."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.findings import nearest
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.files.code_pages import code_pages
from crisis_tui.i18n import _, language

if TYPE_CHECKING:
    import argparse

    from crisis_tui.basis.codes import CodePage

COLUMNS = 80


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Add what this command takes."""
    parser.add_argument(
        "code", nargs="?", metavar="CODE", help=_("such as R101; without it: all codes")
    )


def run(args: argparse.Namespace) -> int:
    """Print the page of a code, or the list of all."""
    pages = code_pages()
    if args.code is None:
        for code, page in pages.items():
            print(f"{code}  {page.title.in_language(language())}")
        return ExitCode.OK
    code = args.code.upper()
    if code not in pages:
        near = nearest(code, pages)
        raise AskedWrongError(
            Text('there is no code "{code}"', code=clean_text(args.code)),
            Text('did you mean "{name}"?', name=near) if near else None,
        )
    print(page_text(code, pages[code], language()))
    return ExitCode.OK


def page_text(code: str, page: CodePage, in_language: str) -> str:
    """Return a page for the terminal, at most 80 columns but for the examples."""
    lines = [f"{code}  {page.title.in_language(in_language)}", ""]
    lines += textwrap.wrap(page.meaning.in_language(in_language), COLUMNS)
    for label, example in ((_("Wrong:"), page.wrong), (_("Right:"), page.right)):
        if example is not None:
            lines += ["", label, textwrap.indent(clean_text(example).rstrip(), "    ")]
    return "\n".join(lines)
