from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, Field

from tools.format_reference import page


class Part(BaseModel):
    """A part."""

    id: str = Field(json_schema_extra={"pattern": "^[a-z]+$"})
    parts: tuple[Part, ...] = ()


class Whole(BaseModel):
    """The whole."""

    kind: Literal["a", "b"] = Field("a", description="One of | two.")
    part: Part | None = None
    count: int
    open: bool = False
    names: dict[str, str] = {}


EXPECTED = """\
| key | value | if left out | meaning |
|---|---|---|---|
| `kind` | `a` `b` | `a` | One of \\| two. |
| `part` | [Part](#part) |  |  |
| `count` | whole number | **must be there** |  |
| `open` | `true` `false` | `false` |  |
| `names` | names, each with text |  |  |

## Part

A part.

| key | value | if left out | meaning |
|---|---|---|---|
| `id` | identifier | **must be there** |  |
| `parts` | list of [Part](#part) |  |  |
"""


def test_a_page_has_a_table_for_the_file_and_one_for_each_part() -> None:
    text = page("whole", Whole)
    assert text.startswith("# The whole file\n\nThe whole.\n")
    assert text.endswith(EXPECTED)
