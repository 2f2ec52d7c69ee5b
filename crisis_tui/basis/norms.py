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
    PeriodField,
    Title,
    Wall,
)
from crisis_tui.basis.rest_measures import FORMS, Measure

NormKind = Literal["arrival", "rest", "clock", "planning", "rating"]
Certainty = Literal["official", "secondary", "example"]
PersonKind = Literal["employee", "administrator", "volunteer", "partner"]


def _as_text(value: Any) -> Any:  # noqa: ANN401 - a validator takes whatever the file holds
    return str(value) if isinstance(value, int | float) else value


class Norm(Model):
    """One norm; `value` is a duration, a number or a code, as its kind and unit say."""

    id: NormIdentifier
    kind: NormKind
    title: Title
    value: Annotated[
        str, BeforeValidator(_as_text), WithJsonSchema({"type": ["string", "number", "boolean"]})
    ]
    unit: Name | None = Field(None, description="What the value means, in words, for people.")
    counts: Measure | None = Field(
        None,
        description="What a rest rule counts; absent: as the norm of this id that it replaces.",
    )
    per: PeriodField | None = Field(
        None, description="The stretch of time counted in: hours as elapsed, days by the clock."
    )
    part: PeriodField | None = Field(None, description="How long one block or part of a rest is.")
    applies_to: tuple[PersonKind, ...] | None = Field(
        None, description="Kinds of people that a rest rule is about; absent: employees."
    )
    source: Name
    certainty: Certainty
    checked: Wall = Field(description="When the source was last looked at.")

    @property
    def duration_ms(self) -> int | None:
        """Return the value as a duration, or None if it is something else."""
        return parse_duration(self.value)

    @property
    def counted(self) -> int | None:
        """Return the value as what it counts asks: milliseconds, a number, 0 or 1 for a flag.

        None: it is something else, or the norm counts nothing.
        """
        form = FORMS[self.counts].value if self.counts is not None else None
        if form == "count":
            return int(self.value) if self.value.isascii() and self.value.isdigit() else None
        if form == "flag":
            return {"false": 0, "true": 1}.get(self.value)
        return self.duration_ms if form == "duration" else None

    def replacing(self, earlier: Norm | None) -> Norm:
        """Return this norm as it holds in the place of another of the same id.

        What it leaves out of how a rest rule counts is as it was: a value can be changed alone.
        """
        if earlier is None or earlier.kind != self.kind:
            return self
        kept = ("unit", "counts", "per", "part", "applies_to")
        return self.model_copy(
            update={name: getattr(earlier, name) for name in kept if getattr(self, name) is None}
        )


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
        return self._duration_ms("arrival", norm_id)

    def planning_ms(self, norm_id: str) -> int | None:
        """Return a limit for planning and for keeping files up, or None if there is no such norm."""
        return self._duration_ms("planning", norm_id)

    def _duration_ms(self, kind: NormKind, norm_id: str) -> int | None:
        for norm in self.items:
            if norm.id == norm_id and norm.kind == kind:
                return norm.duration_ms
        return None
