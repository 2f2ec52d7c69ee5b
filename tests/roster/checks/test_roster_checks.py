"""What is wrong in a roster file beyond its form."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crisis_tui.basis.findings import Finding, Severity, Source, Where
from crisis_tui.basis.parts import NOTHING_MUTED, Muted, Part
from crisis_tui.basis.times import Interval
from crisis_tui.basis.zones import zone_or_default
from crisis_tui.roster.checks import check_roster
from crisis_tui.roster.duties import planned_duties
from crisis_tui.roster.model import Roster
from tests.roster.build import at, change, person, role, rotation, shift

if TYPE_CHECKING:
    from collections.abc import Collection

FILE = "rooster.yaml"
MORNING = ("2026-03-03 08:00", "2026-03-03 12:00")
OVDBZ = person("anna", roles=["OVDBZ"])
BRAM = person("bram", roles=["OVDBZ"])


def locate(source: Source) -> Where:
    return Where("/".join(str(part) for part in source.path), 1, 1, 1, 2)


def roster(**more: object) -> dict[str, Any]:
    return {
        "roster": "1",
        "organisation": "Gemeente Proef (fictief)",
        "planned_until": "open",
        "roles": [role()],
        "people": [OVDBZ, BRAM],
        **more,
    }


def found(
    data: dict[str, Any],
    *,
    muted: Muted = NOTHING_MUTED,
    arrival_norms: Collection[str] | None = None,
    qualifications: Collection[str] | None = None,
    earned: Collection[tuple[str, str]] | None = None,
) -> tuple[Finding, ...]:
    return check_roster(
        Part(FILE, Roster.model_validate(data)),
        locate,
        muted=muted,
        arrival_norms=arrival_norms,
        qualifications=qualifications,
        earned=earned,
    )


def one(findings: Collection[Finding], code: str) -> Finding:
    (finding,) = findings
    assert finding.code == code, (finding.code, str(finding.message))
    return finding


def test_a_sound_roster_is_without_fault() -> None:
    data = roster(
        teams=[{"id": "COPI", "title": "CoPI"}],
        roles=[
            role(
                team="COPI",
                requires=["BOB"],
                deputies=["LTBZ"],
                arrive={"norm": "copi"},
                desired="1",
            ),
            role("LTBZ", cover={"weekdays": "Mon-Fri", "from": "22:00", "until": "06:00"}),
        ],
        people=[
            person(
                "anna",
                roles=["OVDBZ", "LTBZ"],
                employed={"from": "2024-02-01", "until": None},
                away=[{"from": "2026-07-20", "until": "2026-08-03"}],
            ),
            BRAM,
        ],
        duties=[
            rotation(["anna", "bram"]),
            rotation(["anna"], on="LTBZ", turn="12h", handover="07:00"),
        ],
        changes=[change(*MORNING, replace="anna", by="bram"), change(*MORNING, add="anna")],
        office_hours={"weekdays": "Mon-Fri", "from": "08:30", "until": "17:00"},
    )
    earned = {("bram", "BOB")}
    assert found(data, arrival_norms={"copi"}, qualifications={"BOB"}, earned=earned) == ()


# R105, P409: doubles.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"roles": [role(), role("LTBZ"), role()]}, "roles/2/id"),
        ({"people": [OVDBZ, BRAM, {**BRAM, "name": "Bram Twee"}]}, "people/2/id"),
        ({"people": [OVDBZ, BRAM, BRAM]}, "people/2/id"),
        ({"teams": [{"id": "A", "title": "A"}, {"id": "A", "title": "A"}]}, "teams/1/id"),
    ],
)
def test_an_id_is_used_once(more: dict[str, Any], where: str) -> None:
    finding = one(found(roster(**more)), "R105")
    assert finding.where.file == where
    assert len(finding.related) == 1


def test_two_people_with_one_name_are_a_warning() -> None:
    data = roster(people=[OVDBZ, {"id": "an", "name": "ANNA"}])
    finding = one(found(data), "P409")
    assert (finding.where.file, finding.severity) == ("people/1/name", Severity.WARNING)
    assert finding.related[0].where.file == "people/0/name"


# R101, R116, R120, R121, R122: not there.


@pytest.mark.parametrize(
    ("more", "code", "kind", "where"),
    [
        ({"people": [person("anna", roles=["OVDB"])]}, "R101", "role", "people/0/roles/0"),
        ({"roles": [role(deputies=["OVDB"])]}, "R101", "role", "roles/0/deputies/0"),
        ({"duties": [shift("anna", *MORNING, on="OVDB")]}, "R101", "role", "duties/0/shift/role"),
        ({"duties": [rotation(["anna"], on="OVDB")]}, "R101", "role", "duties/0/rotation/role"),
        (
            {"duties": [{"calendar": {"role": "OVDB", "file": "x.ics", "match": "mail"}}]},
            "R101",
            "role",
            "duties/0/calendar/role",
        ),
        ({"changes": [change(*MORNING, on="OVDB", add="anna")]}, "R101", "role", "changes/0/role"),
        ({"duties": [shift("ana", *MORNING)]}, "R120", "person", "duties/0/shift/person"),
        ({"duties": [rotation(["bram", "ana"])]}, "R120", "person", "duties/0/rotation/people/1"),
        ({"changes": [change(*MORNING, add="ana")]}, "R120", "person", "changes/0/add"),
        ({"changes": [change(*MORNING, remove="ana")]}, "R120", "person", "changes/0/remove"),
        (
            {"changes": [change(*MORNING, replace="ana", by="bram")]},
            "R120",
            "person",
            "changes/0/replace",
        ),
        (
            {"changes": [change(*MORNING, replace="bram", by="ana")]},
            "R120",
            "person",
            "changes/0/by",
        ),
        (
            {"roles": [role(team="COP")], "teams": [{"id": "COPI", "title": "C"}]},
            "R121",
            "team",
            "roles/0/team",
        ),
        ({"roles": [role(requires=["BOP"])]}, "R116", "qualification", "roles/0/requires/0"),
        ({"roles": [role(arrive={"norm": "copj"})]}, "R122", "norm", "roles/0/arrive/norm"),
    ],
)
def test_an_unknown_name_is_shown_with_the_nearest(
    more: dict[str, Any], code: str, kind: str, where: str
) -> None:
    data = roster(**more)
    finding = one(found(data, arrival_norms={"copi"}, qualifications={"BOB"}), code)
    assert finding.severity is Severity.ERROR
    assert finding.where.file == where
    assert str(finding.help).startswith("did you mean ")
    muted = Muted(kinds=frozenset({kind}))
    assert found(data, arrival_norms={"copi"}, qualifications={"BOB"}, muted=muted) == ()


def test_without_training_and_norms_nothing_is_said_of_them() -> None:
    assert found(roster(roles=[role(requires=["BOB"], arrive={"norm": "copi"})])) == ()


# T205: intervals.


@pytest.mark.parametrize("until", ["2026-03-03 08:00", "2026-03-03 07:59"])
@pytest.mark.parametrize(
    ("more", "where"),
    [
        (lambda span: {"people": [person("anna", away=[span])]}, "people/0/away/0/until"),
        (lambda span: {"people": [person("anna", employed=span)]}, "people/0/employed/until"),
        (
            lambda span: {"duties": [shift("anna", span["from"], span["until"])]},
            "duties/0/shift/until",
        ),
        (
            lambda span: {"changes": [change(span["from"], span["until"], add="anna")]},
            "changes/0/until",
        ),
    ],
)
def test_an_interval_ends_after_it_begins(more: Any, where: str, until: str) -> None:  # noqa: ANN401
    data = more({"from": "2026-03-03 08:00", "until": until})
    data.setdefault("people", [OVDBZ])
    finding = one(found(roster(**data)), "T205")
    assert (finding.severity, finding.where.file) == (Severity.ERROR, where)


def test_the_doubled_hour_is_an_hour_long() -> None:
    night = shift("anna", "2026-10-25 02:30+02:00", "2026-10-25 02:30+01:00")
    assert found(roster(duties=[night])) == ()
    one(
        found(roster(duties=[shift("anna", "2026-10-25 02:30+01:00", "2026-10-25 02:30+02:00")])),
        "T205",
    )


def test_hours_of_no_length_are_not_a_day() -> None:
    hours = {"weekdays": "Mon-Fri", "from": "08:00", "until": "08:00"}
    assert one(found(roster(office_hours=hours)), "T205").where.file == "office_hours/until"
    assert one(found(roster(roles=[role(cover=hours)])), "T205").where.file == "roles/0/cover/until"
    day = {"from": "00:00", "until": "24:00"}
    assert found(roster(roles=[role(cover=day), role("GS", cover="none")])) == ()


def test_an_unknown_zone_is_no_crash() -> None:
    assert found(roster(timezone="Europe/Dronten", duties=[shift("anna", *MORNING)])) == ()


# T224, T225, T226: rotations.


@pytest.mark.parametrize("turn", ["1d", "2w", "12h", "8h", "1h"])
def test_turns_have_a_fixed_handover(turn: str) -> None:
    handover = "07:00"
    assert found(roster(duties=[rotation(["anna"], turn=turn, handover=handover)])) == ()


@pytest.mark.parametrize("turn", ["0h", "5h", "36h", "90m", "1d1h"])
def test_other_turns_are_refused(turn: str) -> None:
    finding = one(found(roster(duties=[rotation(["anna"], turn=turn, handover="07:00")])), "T225")
    assert (finding.severity, finding.where.file) == (Severity.ERROR, "duties/0/rotation/turn")


def test_turns_of_days_do_not_keep_a_weekday() -> None:
    finding = one(found(roster(duties=[rotation(["anna"], turn="3d")])), "T225")
    assert finding.severity is Severity.WARNING


def test_a_rotation_starts_on_its_handovers_weekday() -> None:
    finding = one(found(roster(duties=[rotation(["anna"], start="2026-01-08")])), "T224")
    assert finding.severity is Severity.ERROR
    assert str(finding.message) == "2026-01-08 is a Thu, but the handover is on Mon"
    assert str(finding.help) == "write 2026-01-05 or 2026-01-12"


def test_a_rotation_starts_at_its_handover() -> None:
    fine = rotation(["anna"], start="2026-01-05 12:00")
    assert found(roster(duties=[fine])) == ()
    odd = rotation(["anna"], start="2026-01-05 13:00")
    assert one(found(roster(duties=[odd])), "T226").severity is Severity.WARNING


@pytest.mark.parametrize("start", ["0001-01-01", "9999-12-31"])
def test_a_rotation_starts_in_our_time(start: str) -> None:
    duties = [rotation(["anna"], start=start), rotation(["anna", "bram"], start=start)]
    assert [finding.code for finding in found(roster(duties=duties))] == ["T227", "T227"]


def test_endless_duties_are_compared_in_a_moment() -> None:
    endless = [
        rotation(["anna", "bram"], turn="1h", handover="07:00"),
        rotation(["anna"], turn="999999999w", handover="07:00"),
        shift("anna", "2026-01-05", "9999-12-31"),
        shift("bram", "9990-01-01", "9999-12-31"),
        shift("bram", "0001-01-01", "0001-01-02"),
    ]
    findings = found(roster(duties=endless))
    assert [(each.code, each.where.file) for each in findings] == [
        ("T225", "duties/1/rotation/turn"),
        ("P412", "duties/2"),
    ]


# P410, P411, P412, P414: people.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"duties": [shift("carla", *MORNING)]}, "duties/0/shift/person"),
        ({"duties": [rotation(["anna", "carla"])]}, "duties/0/rotation/people/1"),
        ({"changes": [change(*MORNING, add="carla")]}, "changes/0/add"),
        (
            {
                "duties": [shift("anna", *MORNING)],
                "changes": [change(*MORNING, replace="anna", by="carla")],
            },
            "changes/0/by",
        ),
    ],
)
def test_a_duty_of_a_role_that_is_not_yours_is_a_warning(more: dict[str, Any], where: str) -> None:
    data = roster(people=[OVDBZ, person("carla")], **more)
    finding = one(found(data), "P410")
    assert (finding.severity, finding.where.file) == (Severity.WARNING, where)


def test_one_persons_missing_role_is_said_once() -> None:
    data = roster(
        people=[person("carla")], duties=[rotation(["carla", "carla"]), shift("carla", *MORNING)]
    )
    assert [finding.code for finding in found(data)].count("P410") == 1


def test_p410_a_deputy_may_stand_in() -> None:
    roles = [role("BGM", deputies=["OVDBZ"]), role()]
    data = roster(roles=roles, duties=[shift("anna", *MORNING, "BGM")])
    assert "P410" not in [finding.code for finding in found(data)]


def test_r120_a_mentor_whom_nobody_knows() -> None:
    learning = person("tea", status="in_opleiding", mentors=["anna", "anne"], roles=["OVDBZ"])
    finding = one(found(roster(people=[OVDBZ, learning])), "R120")
    assert finding.where.file == "people/1/mentors/1"


def test_a_requirement_that_nobody_with_the_role_ever_met_is_a_warning() -> None:
    data = roster(roles=[role(requires=["BOB", "OCR"]), role("LEEG", requires=["OCR"])])
    earned = {("bram", "BOB"), ("carla", "OCR")}
    finding = one(found(data, qualifications={"BOB", "OCR"}, earned=earned), "P411")
    assert (finding.severity, finding.where.file) == (Severity.WARNING, "roles/0/requires/1")
    assert found(data, qualifications={"BOB", "OCR"}) == ()


def test_fewer_desired_than_needed_is_a_warning() -> None:
    finding = one(found(roster(roles=[role(minimum="2", desired="1")])), "P414")
    assert finding.where.file == "roles/0/desired"


@pytest.mark.parametrize(
    "duties",
    [
        [shift("anna", *MORNING), shift("anna", "2026-03-03 11:59", "2026-03-03 13:00")],
        [shift("anna", "2026-03-03 11:59", "2026-03-03 13:00"), shift("anna", *MORNING)],
        [rotation(["anna", "bram"]), shift("anna", *MORNING)],
        [shift("bram", "2026-01-14 08:00", "2026-01-14 09:00"), rotation(["anna", "bram"])],
        [rotation(["anna", "bram"]), rotation(["bram", "anna"], start="2026-01-12", turn="2w")],
    ],
)
def test_one_person_twice_on_a_role_is_a_warning_once(duties: list[dict[str, Any]]) -> None:
    if "shift" in duties[1] and "rotation" in duties[0]:
        duties = [duties[0], shift("anna", "2026-01-05 13:00", "2026-01-05 14:00")]
    findings = found(roster(duties=duties))
    assert {finding.code for finding in findings} == {"P412"}
    assert {finding.where.file for finding in findings} == {"duties/1"}
    assert len({str(finding.message) for finding in findings}) == len(findings)
    assert findings[0].related[0].where.file == "duties/0"


@pytest.mark.parametrize(
    "duties",
    [
        [shift("anna", *MORNING), shift("anna", "2026-03-03 12:00", "2026-03-03 13:00")],
        [shift("anna", *MORNING), shift("bram", *MORNING)],
        [shift("anna", *MORNING), shift("anna", *MORNING, on="LTBZ")],
        [rotation(["anna", "bram"]), shift("bram", "2026-01-05 13:00", "2026-01-05 14:00")],
        [rotation(["anna", "bram"]), rotation(["bram", "anna"])],
    ],
)
def test_side_by_side_is_no_overlap(duties: list[dict[str, Any]]) -> None:
    both = ["OVDBZ", "LTBZ"]
    people = [person("anna", roles=both), person("bram", roles=both)]
    assert found(roster(roles=[role(), role("LTBZ")], people=people, duties=duties)) == ()


hours = st.integers(0, 60)


@given(
    st.lists(
        st.one_of(
            st.tuples(st.just("shift"), st.sampled_from("ab"), hours, st.integers(1, 30)),
            st.tuples(
                st.just("rotation"),
                st.lists(st.sampled_from("abc"), min_size=1, max_size=3),
                st.integers(0, 3),
                st.sampled_from([8, 12, 24]),
            ),
        ),
        max_size=5,
    )
)
def test_overlaps_are_those_of_a_minute_by_minute_look(entries: list[Any]) -> None:
    def hour(number: int) -> str:
        return f"2026-03-{2 + number // 24:02} {number % 24:02}:00"

    duties = [
        shift(entry[1], hour(entry[2]), hour(entry[2] + entry[3]))
        if entry[0] == "shift"
        else rotation(
            entry[1], start=f"2026-03-{2 + entry[2]:02}", turn=f"{entry[3]}h", handover="07:00"
        )
        for entry in entries
    ]
    people = [person(name, roles=["OVDBZ"]) for name in "abc"]
    data = roster(people=people, duties=duties)
    model = Roster.model_validate(data)
    window = Interval(at("2026-03-02"), at("2026-03-20"))
    on_duty: dict[tuple[int, str], set[int]] = {}
    for index, duty in enumerate(model.duties):
        for planned in planned_duties(duty, zone_or_default(model.timezone), window):
            times = range(
                max(planned.from_ms, window.from_ms),
                min(planned.until_ms, window.until_ms),
                3_600_000,
            )
            on_duty.setdefault((index, planned.person), set()).update(times)
    expected = {
        (f"duties/{max(one_, other)}", person_)
        for (one_, person_), times in on_duty.items()
        for (other, same), others in on_duty.items()
        if one_ < other and person_ == same and times & others
    }
    seen = {
        (finding.where.file, dict(finding.message.values)["person"])  # type: ignore[union-attr]
        for finding in found(data)
        if finding.code == "P412"
    }
    later = {place for place, _ in expected}
    assert {place for place, _ in seen} <= later
    assert {name for _, name in seen} == {name for _, name in expected}


# P416, P418: a mail address for two, a change for nothing.


def test_a_mail_address_belongs_to_one_person_whatever_its_case() -> None:
    shared = [
        person("anna", reach={"mail": "Piket@example.invalid"}),
        person("bram", reach={"mail": "piket@EXAMPLE.invalid"}),
        person("carla", reach={"mail": "carla@example.invalid"}),
    ]
    finding = one(found(roster(people=shared)), "P416")
    assert (finding.where.file, finding.severity) == ("people/1/reach/mail", Severity.WARNING)
    assert finding.related[0].where.file == "people/0/reach/mail"


@pytest.mark.parametrize(
    ("duties", "changes", "where"),
    [
        ([], [change(*MORNING, remove="anna")], "changes/0/remove"),
        ([shift("bram", *MORNING)], [change(*MORNING, remove="anna")], "changes/0/remove"),
        ([], [change(*MORNING, replace="anna", by="bram")], "changes/0/replace"),
        (
            [shift("anna", *MORNING)],
            [change(*MORNING, remove="anna"), change(*MORNING, remove="anna")],
            "changes/1/remove",
        ),
    ],
)
def test_a_change_of_somebody_who_is_not_there_is_a_warning(
    duties: list[dict[str, Any]], changes: list[dict[str, Any]], where: str
) -> None:
    data = roster(people=[OVDBZ, BRAM], duties=duties, changes=changes)
    finding = one(found(data), "P418")
    assert (finding.where.file, finding.severity) == (where, Severity.WARNING)


@pytest.mark.parametrize(
    ("duties", "changes"),
    [
        ([shift("anna", *MORNING)], [change(*MORNING, remove="anna")]),
        ([rotation(["bram", "anna"])], [change("2026-01-12", "2026-01-14", remove="anna")]),
        ([], [change(*MORNING, add="anna"), change(*MORNING, replace="anna", by="bram")]),
        (
            [shift("anna", *MORNING)],
            [
                change(*MORNING, replace="anna", by="bram"),
                change(*MORNING, replace="bram", by="anna"),
            ],
        ),
        (
            [{"calendar": {"role": "OVDBZ", "file": "x.ics", "match": "mail"}}],
            [change(*MORNING, remove="anna")],
        ),
        ([], [change(*MORNING, remove="niemand")]),
    ],
)
def test_changes_that_may_do_something_are_not_told(
    duties: list[dict[str, Any]], changes: list[dict[str, Any]]
) -> None:
    data = roster(people=[OVDBZ, BRAM], duties=duties, changes=changes)
    assert "P418" not in {finding.code for finding in found(data)}
