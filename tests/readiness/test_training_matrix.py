"""The training matrix: who must do something first stands on top, and nothing asked is left out."""

from __future__ import annotations

from crisis_tui.basis.durations import DAY_MS
from crisis_tui.basis.instants import FAR_FUTURE_MS
from crisis_tui.readiness.trained import Held, TrainedPerson, trained_people
from crisis_tui.readiness.training_matrix import CELL_LOOKS, CELL_STATES, staggered, training_matrix
from tests.roster.build import at, person, role, workforce

NOW = at("2026-03-03 12:00")
RECORDS = {
    "qualifications": [
        {"id": "BOB", "title": "B", "current": {"any": [{"months": 12}]}, "grace": "30d"},
        {"id": "OCR", "title": "O"},
    ],
    "records": [
        {"person": "anouk", "qualification": "BOB", "on": "2025-03-20"},
        {"person": "bram", "qualification": "BOB", "on": "2025-02-20"},
        {"person": "cleo", "qualification": "BOB", "on": "2024-02-20"},
        {"person": "cleo", "qualification": "OCR", "on": "2024-02-20"},
        {"person": "dewi", "qualification": "BOB", "on": "2026-02-20"},
        {"person": "dewi", "qualification": "OCR", "on": "2026-02-20"},
    ],
}


def people() -> tuple[TrainedPerson, ...]:
    names = ("dewi", "cleo", "bram", "anouk", "else")
    everybody = [person(name, roles=["OVDBZ"]) for name in names]
    everybody.append(person("frank", roles=[]))
    force = workforce([role(requires=["BOB"])], everybody, training=RECORDS)
    return trained_people(force, NOW)


def test_what_is_lost_is_on_top_and_then_what_is_lost_first() -> None:
    matrix = training_matrix(people(), NOW, 90 * DAY_MS)
    assert [(row.person.person, row.first) for row in matrix.rows] == [
        ("cleo", "expired"),
        ("else", "never"),
        ("bram", "grace"),
        ("anouk", "expiring"),
        ("dewi", "valid"),
        ("frank", "other"),
    ]
    assert (matrix.lacking, matrix.expiring) == (3, 1)


def test_cells_stand_in_the_order_of_the_qualifications_and_tell_what_nobody_asks() -> None:
    matrix = training_matrix(people(), NOW, 90 * DAY_MS)
    assert matrix.qualifications == ("BOB", "OCR")
    cells = {row.person.person: row.cells for row in matrix.rows}
    assert cells["dewi"] == ("valid", "valid")
    assert cells["cleo"] == ("expired", "valid")
    assert cells["frank"] == ("other", "other")


def test_only_what_a_role_asks_for_expires() -> None:
    cleo = next(each for each in people() if each.person == "cleo")
    held = Held("OCR", "valid", NOW + DAY_MS, NOW + DAY_MS)
    cleo = cleo._replace(held=(held, held._replace(qualification="BOB")))
    assert [cleo.is_expiring(each, NOW, 2 * DAY_MS) for each in cleo.held] == [False, True]
    assert cleo.unasked_expiring(NOW, 2 * DAY_MS) == 1
    assert training_matrix([cleo], NOW, 2 * DAY_MS).expiring == 1


def test_the_horizon_decides_what_expires_soon() -> None:
    first = [row.first for row in training_matrix(people(), NOW, 10 * DAY_MS).rows]
    assert "expiring" not in first
    far = training_matrix(people(), NOW, 400 * DAY_MS)
    assert far.expiring == 2


def test_something_asked_that_nobody_told_of_is_never_earned() -> None:
    bare = TrainedPerson("x", "X", (), (), ("BOB",))
    (row,) = training_matrix([bare], NOW, DAY_MS).rows
    assert (row.cells, row.first, row.first_ms) == (("never",), "never", FAR_FUTURE_MS)


def test_the_oldest_loss_comes_first_among_losses() -> None:
    def lost(name: str, days: int) -> TrainedPerson:
        until_ms = NOW - days * DAY_MS
        return TrainedPerson(name, name, (), (Held("BOB", "expired", until_ms, None),), ("BOB",))

    matrix = training_matrix([lost("new", 3), lost("old", 300)], NOW, DAY_MS)
    assert [row.person.person for row in matrix.rows] == ["old", "new"]


def test_nobody_is_an_empty_matrix() -> None:
    assert training_matrix((), NOW, DAY_MS).rows == ()


def test_every_state_has_a_sign_of_its_own() -> None:
    assert set(CELL_LOOKS) == set(CELL_STATES)
    assert len({sign for sign, _ in CELL_LOOKS.values()}) == len(CELL_STATES)


def test_headings_stand_over_their_columns_on_lines_in_turn() -> None:
    lines = staggered(["BASIS", "BOB", "NOODB", "A", "VEELTELANG"], 3)
    assert lines == ["BASIS    A", "   BOB      VEELTELA", "      NOODB"]
    assert staggered([], 3) == []
