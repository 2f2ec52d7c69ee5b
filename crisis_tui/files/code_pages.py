"""The pages of all codes, one data file a family, shipped with the program."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from crisis_tui.basis.codes import CodePage
from crisis_tui.files.document import Document

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = Path(__file__).parent.parent / "codes"


@cache
def code_pages() -> Mapping[str, CodePage]:
    """Return every page by its code, sorted.

    The files are the program's own, so a fault in them is a fault of the program and raises.
    """
    pages = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        document = Document(path.name, path.read_bytes())
        if document.findings or not isinstance(document.value, dict):
            raise ValueError(f"{path.name}: {[str(each.message) for each in document.findings]}")
        for code, values in document.value.items():
            pages[str(code)] = CodePage.model_validate(values, by_alias=True, by_name=False)
    return dict(sorted(pages.items()))
