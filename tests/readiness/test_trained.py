"""Who may fill which role, and what is left of what they learned."""

from __future__ import annotations

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.readiness.trained import trained_people
from tests.roster.build import at, person, role, workforce

FORCE = workforce(
    [role(requires=["BOB", "OCR"]), role("HOZ")],
    [
        person("anna", roles=["OVDBZ", "HOZ"]),
        person("bram", roles=["HOZ"], status="kandidaat"),
        person("cato", roles=["HOZ"], away=[{"from": "2026-01-01", "until": "2027-01-01"}]),
    ],
    training={
        "qualifications": [
            {
                "id": "BOB",
                "title": "BOB",
                "current": {"any": [{"months": 12}]},
                "grace": "30d",
            },
            {"id": "OCR", "title": "OCR"},
        ],
        "records": [{"person": "anna", "qualification": "BOB", "on": "2025-03-03"}],
    },
)


def test_missing_qualifications_make_unfit() -> None:
    anna = trained_people(FORCE, at("2026-03-01"))[0]
    assert [(each.role, each.cause, each.missing) for each in anna.roles] == [
        ("OVDBZ", "unqualified", ("OCR",)),
        ("HOZ", None, ()),
    ]


def test_status_makes_unfit_but_a_holiday_does_not() -> None:
    _, bram, cato = trained_people(FORCE, at("2026-03-01"))
    assert bram.roles[0].cause == "not-deployable"
    assert cato.roles[0].cause is None


def test_states_over_time() -> None:
    seen = {}
    for day in ("2025-03-02", "2026-03-03", "2026-03-04", "2026-04-03"):
        held = trained_people(FORCE, at(day))[0].held[0]
        seen[day] = (held.state, held.valid_until_ms, held.ends_ms)
    until, grace = at("2026-03-04"), at("2026-04-03")
    assert seen == {
        "2025-03-02": ("never", None, at("2025-03-03")),
        "2026-03-03": ("valid", until, until),
        "2026-03-04": ("grace", until, grace),
        "2026-04-03": ("expired", until, None),
    }


def test_expiring_counts_from_the_instant_asked() -> None:
    held = trained_people(FORCE, at("2026-03-01"))[0].held[0]
    assert held.expires_within(at("2026-03-01"), 3 * DAY_MS)
    assert not held.expires_within(at("2026-03-01"), 3 * DAY_MS - 1)
    lost = trained_people(FORCE, at("2026-03-04"))[0].held[0]
    assert not lost.expires_within(at("2026-03-04"), 90 * DAY_MS)
