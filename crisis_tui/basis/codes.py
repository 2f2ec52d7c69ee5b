"""The page of a finding's code: what it means, and an example of wrong and right."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from crisis_tui.basis.fields import Bilingual, Model


class CodePage(Model):
    """What a code means. The examples are parts of a file, unless `file` says `whole`."""

    title: Bilingual
    meaning: Bilingual
    file: Literal["scenario", "roster", "records", "calendar", "norms", "whole"] = Field(
        "scenario",
        description="The kind of file that the examples belong in; `whole`: they are one each.",
    )
    wrong: str | None = None
    right: str | None = None
