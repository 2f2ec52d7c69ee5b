"""The training file, version 1: qualifications with their currency rules, and records."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from crisis_tui.basis.fields import (
    Count,
    DurationMs,
    Flag,
    FormatVersion,
    Identifier,
    Model,
    Name,
    Title,
    Wall,
)


class CurrencyRule(Model):
    """Exactly one of: months after a record, exercises in a period, hours a year, once."""

    months: Annotated[Count, Field(ge=1)] | None = None
    exercises: Annotated[Count, Field(ge=1)] | None = None
    in_months: Annotated[Count, Field(ge=1)] | None = None
    hours: Annotated[float, Field(gt=0)] | None = None
    per: Literal["calendar-year"] | None = None
    once: Flag | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> CurrencyRule:
        forms = (self.months, self.exercises, self.hours, self.once)
        if sum(form is not None for form in forms) != 1:
            raise PydanticCustomError("rule_form", "not exactly one form")
        if (self.exercises is None) != (self.in_months is None):
            raise PydanticCustomError("rule_exercises", "exercises and in_months go together")
        if (self.hours is None) != (self.per is None):
            raise PydanticCustomError("rule_hours", "hours and per go together")
        return self


class Currency(Model):
    """Rules that keep a qualification valid: any of them, or all of them."""

    any: Annotated[tuple[CurrencyRule, ...], Field(min_length=1)] | None = None
    all: Annotated[tuple[CurrencyRule, ...], Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _has_one_form(self) -> Currency:
        if (self.any is None) == (self.all is None):
            raise PydanticCustomError("currency_form", "not exactly one form")
        return self


class Qualification(Model):
    """Something that somebody must have learned or practised."""

    id: Identifier
    title: Title
    current: Currency = Currency(any=(CurrencyRule(once=True),))
    last_day_counts: Flag = True
    grace_ms: DurationMs = Field(0, alias="grace", description="Shown apart, never silently valid.")
    source: str | None = None


class TrainingRecord(Model):
    """One course, exercise, deployment or mandate of one person."""

    person: Identifier
    qualification: Identifier
    kind: Identifier = Field("course", description="course, exercise, deployment, mandate, …")
    on: Wall = Field(description="Counts from this date's local midnight.")
    until: Wall | None = Field(
        None,
        description="First date that no longer counts, whatever the rules say: a mandate that ends.",
    )
    hours: Annotated[float, Field(ge=0)] | None = None
    evidence: str | None = None


class Training(Model):
    """Qualifications and the records of who earned them."""

    training: FormatVersion = Field(description="Version of the format.")
    qualifications: tuple[Qualification, ...] = ()
    records: tuple[TrainingRecord, ...] = ()
    files: tuple[Name, ...] = Field((), description="Tables with more records: CSV or XLSX.")
    fictional: Flag = False
    owner: str | None = None
    source: str | None = None
    licence: str | None = None
