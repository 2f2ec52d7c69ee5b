from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.exercise.agenda import Agenda, Due, Kind

DUES = st.builds(
    Due, st.integers(0, 50), st.sampled_from(Kind), st.integers(0, 5), st.sampled_from("abc")
)


@given(st.lists(DUES), st.lists(st.one_of(DUES, st.none())))
def test_an_agenda_is_a_sorted_list(first: list[Due], changes: list[Due | None]) -> None:
    agenda, oracle = Agenda.of(first), sorted(first)
    for change in changes:
        older, older_first = agenda, agenda.first()
        if change is not None:
            agenda = agenda.and_(change)
            oracle = sorted([*oracle, change])
        elif oracle:
            agenda = agenda.rest()
            oracle = oracle[1:]
        assert agenda.first() == (oracle[0] if oracle else None)
        assert older.first() == older_first
    for due in oracle:
        assert agenda.first() == due
        agenda = agenda.rest()
    assert agenda.first() is None
