"""A roster of two posts to change and to suppose things of, hostile on every text if wished."""

from __future__ import annotations

from typing import TYPE_CHECKING

from crisis_tui.basis.text import Text
from crisis_tui.cli.answers.supposing import Supposing
from crisis_tui.readiness.change_effect import change_effect
from crisis_tui.roster.model import Change
from crisis_tui.training.model import Training
from crisis_tui.tui.changing import ChangeDone, ChangeOffer, ChangePlan, TypedChange
from tests.roster.build import AMSTERDAM, at, person, role, rotation, workforce

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.roster.workforce import Workforce

NOW_MS = at("2026-11-21 22:00")
NO_TRAINING = Training(training="1")
OFFERED = TypedChange("OVDBZ", "replace", "bram", "", "2026-11-21 22:00", "2026-11-23 12:00")


def small_workforce(text: Callable[[str], str]) -> Workforce:
    """Return OVDBZ and LTBZ, with two people each who take weekly turns."""
    names = {"anouk": "OVDBZ", "bram": "OVDBZ", "ilse": "LTBZ", "joris": "LTBZ"}
    return workforce(
        [role("OVDBZ"), role("LTBZ")],
        [{**person(name, roles=[on]), "name": text(name.title())} for name, on in names.items()],
        [rotation(["anouk", "bram"]), rotation(["ilse", "joris"], "LTBZ")],
        planned_until="2026-12-21 22:00",
        organisation=text("Gemeente Dronten (fictief)"),
    )


def supposing(text: Callable[[str], str]) -> Supposing:
    """Return what can be supposed of it in the thirty days that are planned."""
    force = small_workforce(text)
    return Supposing(force, NO_TRAINING, None, NOW_MS)


def offer() -> ChangeOffer:
    """Return a form that is filled in but for who takes over."""
    return ChangeOffer(OFFERED, ("OVDBZ", "LTBZ"), ("anouk", "bram", "ilse", "joris"))


def plan(text: Callable[[str], str]) -> ChangePlan:
    """Return a plan that takes Bram off duty for a night."""
    entry = {
        "role": "OVDBZ",
        "from": "2026-11-21 22:00",
        "until": "2026-11-22 07:00",
        "remove": "bram",
    }
    effect = change_effect(
        small_workforce(text), NO_TRAINING, Change.model_validate(entry), at("2026-11-21 21:00")
    )
    return ChangePlan(
        text(
            "--- a/dronten.yaml\n+++ b/dronten.yaml\n@@ -1 +1,2 @@\n changes:\n+  - {remove: bram}\n"
        ),
        effect.gaps,
        (Text("{person} does not count", person=text("anouk")),),
        AMSTERDAM,
        text,
        lambda: ChangeDone(written=True, text=text("Written to dronten.yaml, line 2")),
    )
