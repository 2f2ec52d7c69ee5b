"""From plain values to a model: every fault a finding, and a model of what is whole."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError

from crisis_tui.basis.parts import NOTHING_MUTED, Muted
from crisis_tui.files.collecting import no_collections

if TYPE_CHECKING:
    from collections.abc import Mapping

    from crisis_tui.basis.findings import Finding
    from crisis_tui.files.document import Document

M = TypeVar("M", bound=BaseModel)
LARGE = 200_000
"""Characters; a larger text may hold so many faults that it is sampled before it is read."""


@dataclass(frozen=True, slots=True)
class Validated(Generic[M]):
    """A model as far as the values allow it, what is wrong, and which ids are not in it."""

    model: M | None
    findings: tuple[Finding, ...]
    muted: Muted


def validate(
    document: Document, model: type[M], placeholders: Mapping[str, str] | None = None
) -> Validated[M]:
    """Build `model` from a document.

    Args:
        document: its `edits` note what had to be left out, so that it finds places afterwards.
        model: the model of the file's kind.
        placeholders: header keys with the text to take where theirs cannot be used.
    """
    if document.readable and len(document.text) < LARGE:
        try:
            return Validated(build(model, document.value), document.findings, NOTHING_MUTED)
        except ValidationError:
            pass
    from crisis_tui.files.mending import mend  # the words for faults: few files need them

    return mend(document, model, placeholders or {})


def build(model: type[M], values: Any) -> M:
    """Return the model of these values.

    Raises:
        ValidationError: they do not fit.
    """
    with no_collections():
        return model.model_validate(values, by_alias=True, by_name=False)
