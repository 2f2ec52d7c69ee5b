"""The page of a finding's code: what it means, and an example of wrong and right."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from crisis_tui.basis.fields import Bilingual, Model


class CodePage(Model):
    """What a code means. The examples are parts of a file, to be put into a whole one."""

    title: Bilingual
    meaning: Bilingual
    file: Literal["scenario", "roster", "records", "calendar", "norms"] = Field(
        "scenario", description="The kind of file that the examples belong in."
    )
    wrong: str | None = None
    right: str | None = None
