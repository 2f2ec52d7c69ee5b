"""Norms are data with a source: arrival times, rest rules, statutory clocks, rating texts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, WithJsonSchema

from crisis_tui.basis.durations import parse_duration
from crisis_tui.basis.fields import (
    Flag,
    FormatVersion,
    Model,
    Name,
    NormIdentifier,
    Title,
    Wall,
)

NormKind = Literal["arrival", "rest", "clock", "rating"]
Certainty = Literal["official", "secondary", "example"]


def _as_text(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    return str(value) if isinstance(value, int | float) else value


class Norm(Model):
    """One norm; `value` is a duration, a number or a code, as its kind and unit say."""

    id: NormIdentifier
    kind: NormKind
    title: Title
    value: Annotated[str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number"]})]
    unit: Name | None = None
    source: Name
    certainty: Certainty
    checked: Wall = Field(description="When the source was last looked at.")

    @property
    def duration_ms(self) -> int | None:
        """Return the value as a duration, or None if it is something else."""
        return parse_duration(self.value)


class Norms(Model):
    """A set of norms for a country or a region."""

    norms: FormatVersion = Field(description="Version of the format.")
    country: Name | None = None
    region: Name | None = None
    items: tuple[Norm, ...] = ()
    fictional: Flag = False
    owner: str | None = None
    source: str | None = None
    licence: str | None = None

    def arrival_ms(self, norm_id: str) -> int | None:
        """Return an arrival norm's limit, or None if there is no such norm."""
        for norm in self.items:
            if norm.id == norm_id and norm.kind == "arrival":
                return norm.duration_ms
        return None
