"""Ids that are doubled, unknown or never used, within a scenario and against the roster."""

from __future__ import annotations

import pytest

from crisis_tui.basis.findings import Severity
from crisis_tui.basis.parts import Muted
from crisis_tui.scenario.checks import Organisation
from tests.scenario.build import (
    Data,
    codes,
    decision,
    expects,
    found,
    inject,
    one,
    phase,
    place,
    scenario,
)

ORGANISATION = Organisation(
    roles=frozenset({"GS", "FG", "BGM"}),
    held_roles=frozenset({"GS", "FG"}),
    qualifications=frozenset({"BOB"}),
)
OBJECTIVE = {"id": "O1", "title": "Doel"}
CLOCK = {"id": "AP72", "title": "Melding", "starts": "C1", "due": "5m", "owner": "FG"}


def branching(when: Data) -> Data:
    return scenario(
        injects=[
            inject("C1", decision=decision("losgeld", "wel", "niet"), expects=[expects("C1-a")]),
            inject("C2", at="10m", when=when),
            inject("C3", at="10m", when={"decision": "losgeld", "is": "wel"}),
        ]
    )


# R105: used twice.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"injects": [inject("C1"), inject("C1", at="1m")]}, "injects/1/id"),
        ({"phases": [phase("a"), phase("a", at="1m")]}, "phases/1/id"),
        (
            {
                "objectives": [OBJECTIVE, OBJECTIVE],
                "injects": [inject(expects=[expects(objective="O1")])],
            },
            "objectives/1/id",
        ),
        ({"clocks": [CLOCK, CLOCK], "injects": [inject("C1")]}, "clocks/1/id"),
        (
            {"variants": [{"id": "v", "title": "V"}, {"id": "v", "title": "V"}]},
            "variants/1/id",
        ),
        (
            {
                "injects": [
                    inject("C1", expects=[expects("a")]),
                    inject("C2", expects=[expects("a")]),
                ]
            },
            "injects/1/expects/0/id",
        ),
    ],
)
def test_an_id_is_used_once(more: Data, where: str) -> None:
    finding = one(found(scenario(**more)), "R105")
    assert place(finding) == where
    assert finding.severity is Severity.ERROR
    (related,) = finding.related
    assert related.where.file.removeprefix("proef.yaml:") == where.replace("1", "0", 1)


def test_a_decision_and_its_options_have_ids_of_their_own() -> None:
    taken = inject("C3", at="9m", when={"decision": "losgeld", "is": "wel"})
    twice = [inject("C1", decision=decision()), inject("C2", decision=decision()), taken]
    assert place(one(found(scenario(injects=twice)), "R105")) == "injects/1/decision/id"
    options = [inject("C1", decision=decision("losgeld", "wel", "wel")), taken]
    assert place(one(found(scenario(injects=options)), "R105")) == "injects/0/decision/options/1/id"
    other = inject("C4", decision=decision("ander"))
    assert codes(found(scenario(injects=[inject("C1", decision=decision()), taken, other]))) == [
        "G305"
    ]


def test_ids_are_unique_over_all_files() -> None:
    finding = one(found(scenario(injects=[inject("C1")]), {"injects": [inject("C1")]}), "R105")
    assert finding.where.file == "deel1.yaml:injects/0/id"
    assert finding.related[0].where.file == "proef.yaml:injects/0/id"


def test_a_copied_inject_is_one_fault() -> None:
    copied = inject("C1", expects=[expects("a")])
    assert codes(found(scenario(injects=[copied, copied]))) == ["R105"]


def test_kinds_do_not_share_their_ids() -> None:
    same = scenario(
        phases=[phase("C1")],
        clocks=[{**CLOCK, "id": "C1"}],
        injects=[inject("C1", expects=[expects("C1")])],
    )
    assert found(same) == []


# R104, R106, R107, R114, R115: not there.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        (
            {"injects": [inject("C1"), inject("C2", after={"inject": "c1x"})]},
            "injects/1/after/inject",
        ),
        ({"injects": [inject("C1")], "clocks": [{**CLOCK, "starts": "C1x"}]}, "clocks/0/starts"),
        (
            {
                "injects": [inject("C1")],
                "variants": [{"id": "v", "title": "V", "without": ["C1", "C1x"]}],
            },
            "variants/0/without/1",
        ),
    ],
)
def test_an_unknown_inject_is_shown_with_the_nearest(more: Data, where: str) -> None:
    finding = one(found(scenario(**more)), "R104")
    assert place(finding) == where
    assert str(finding.help) == 'did you mean "C1"?'


@pytest.mark.parametrize(
    ("when", "code", "key", "cure"),
    [
        ({"decision": "losgeldd", "is": "wel"}, "R106", "decision", 'did you mean "losgeld"?'),
        ({"decision": "C1", "is": "wel"}, "R106", "decision", '"C1" is an inject; write losgeld'),
        ({"decision": "losgeld", "is": "ja"}, "R107", "is", "known are: niet, wel"),
        ({"decision": "losgeld", "is": "niett"}, "R107", "is", 'did you mean "niet"?'),
        ({"met": "C1-b"}, "R114", "met", 'did you mean "C1-a"?'),
        ({"missed": "C1"}, "R114", "missed", '"C1" is an inject; write C1-a'),
    ],
)
def test_a_condition_names_what_exists(when: Data, code: str, key: str, cure: str) -> None:
    finding = one(found(branching(when)), code)
    assert place(finding) == f"injects/1/when/{key}"
    assert str(finding.help) == cure


def test_conditions_are_looked_at_however_deep() -> None:
    when = {"any": [{"met": "C1-a"}, {"not": {"all": [{"missed": "C1-a"}, {"met": "weg"}]}}]}
    assert place(one(found(branching(when)), "R114")) == "injects/1/when/any/1/not/all/1/met"


def test_an_unknown_phase_is_shown() -> None:
    data = scenario(phases=[phase("begin")], injects=[inject(every="10m", from_phase="begn")])
    finding = one(found(data), "R115")
    assert place(finding) == "injects/0/from_phase"
    assert str(finding.help) == 'did you mean "begin"?'


@pytest.mark.parametrize(
    ("muted", "data"),
    [
        (("inject", "C0"), scenario(injects=[inject("C2", after={"inject": "C0"})])),
        (("decision", "weg"), branching({"decision": "weg", "is": "wel"})),
        (("option", "later"), branching({"decision": "losgeld", "is": "later"})),
        (("expectation", "weg"), branching({"met": "weg"})),
        (("phase", "weg"), scenario(injects=[inject(every="30m", from_phase="weg")])),
        (("variable", "weg"), scenario(injects=[inject(text="${weg}")])),
        (
            ("objective", "O9"),
            scenario(injects=[inject(expects=[expects(objective="O9")])]),
        ),
    ],
)
def test_what_could_not_be_read_is_not_reported_again(muted: tuple[str, str], data: Data) -> None:
    assert len(codes(found(data))) == 1
    assert found(data, muted=Muted(ids=frozenset({muted}))) == []
    assert found(data, muted=Muted(kinds=frozenset({muted[0]}))) == []


# R111, Q602: objectives.


def test_an_unknown_objective_is_an_error_and_an_untested_one_a_warning() -> None:
    data = scenario(objectives=[OBJECTIVE], injects=[inject(expects=[expects(objective="O11")])])
    untested, unknown = sorted(found(data), key=lambda finding: finding.severity, reverse=True)
    assert (untested.code, untested.severity) == ("R111", Severity.WARNING)
    assert place(untested) == "objectives/0/id"
    assert (unknown.code, unknown.severity) == ("R111", Severity.ERROR)
    assert place(unknown) == "injects/0/expects/0/objective"


def test_never_tested_cannot_be_said_while_actions_are_missing() -> None:
    data = scenario(objectives=[OBJECTIVE], injects=[inject()])
    assert codes(found(data)) == ["R111"]
    assert found(data, muted=Muted(ids=frozenset({("expectation", "C1-a")}))) == []


def test_an_action_counts_for_an_objective_where_there_are_any() -> None:
    data = scenario(
        objectives=[OBJECTIVE],
        injects=[inject(expects=[expects("a", objective="O1"), expects("b")])],
    )
    finding = one(found(data), "Q602")
    assert place(finding) == "injects/0/expects/1"
    assert finding.severity is Severity.HINT


# R108, R109: variables.


def test_a_variant_sets_known_variables_only() -> None:
    data = scenario(
        variables={"omvang": "1"},
        injects=[inject(text="${omvang}")],
        variants=[{"id": "v", "title": "V", "set": {"omvng": "2"}}],
    )
    assert place(one(found(data), "R108")) == "variants/0/set/omvng (key)"


def test_a_variable_that_nobody_uses_is_a_hint() -> None:
    data = scenario(variables={"omvang": "1"}, injects=[inject(text="$${omvang}")])
    finding = one(found(data), "R109")
    assert finding.severity is Severity.HINT
    assert place(finding) == "variables/omvang (key)"
    assert str(finding.help) == "write ${omvang} in a text, or take it out"


# R112: media.


def test_media_lie_beside_the_file_that_names_them() -> None:
    data = scenario(injects=[inject(media=["brief.png", "kaart.png"])])
    here = ("proef.yaml", "brief.png")
    assert found(data) == []
    finding = one(found(data, media={here, ("deel1.yaml", "kaart.png")}), "R112")
    assert place(finding) == "injects/0/media/1"
    assert found(data, media={here, ("proef.yaml", "kaart.png")}) == []
    near = one(found(data, media={here, ("proef.yaml", "kaarten.png")}), "R112")
    assert str(near.help) == 'did you mean "kaarten.png"?'


# R101, R116, P408: the roster and its training.


@pytest.mark.parametrize(
    ("more", "where"),
    [
        ({"injects": [inject(to=["GS", "FGG"])]}, "injects/0/to/1"),
        ({"injects": [inject(expects=[expects(by="FGG")])]}, "injects/0/expects/0/by"),
        ({"phases": [phase(needs=[{"role": "FGG"}])]}, "phases/0/needs/0/role"),
        (
            {"injects": [inject("C1")], "clocks": [{**CLOCK, "owner": "FGG"}]},
            "clocks/0/owner",
        ),
    ],
)
def test_an_unknown_role_is_shown_with_the_nearest(more: Data, where: str) -> None:
    assert found(scenario(**more)) == []
    finding = one(found(scenario(**more), organisation=ORGANISATION), "R101")
    assert place(finding) == where
    assert str(finding.help) == 'did you mean "FG"?'
    muted = Muted(ids=frozenset({("role", "FGG")}))
    assert found(scenario(**more), organisation=ORGANISATION, muted=muted) == []


def test_who_decides_is_a_role_too() -> None:
    asked = inject(decision=decision(authority="BGMM"))
    taken = inject("C2", at="9m", when={"decision": "losgeld", "is": "wel"})
    finding = one(found(scenario(injects=[asked, taken]), organisation=ORGANISATION), "R101")
    assert place(finding) == "injects/0/decision/authority"


def test_an_unknown_qualification_is_shown() -> None:
    data = scenario(phases=[phase(needs=[{"role": "GS", "qualified": ["BOB", "BOP"]}])])
    finding = one(found(data, organisation=ORGANISATION), "R116")
    assert place(finding) == "phases/0/needs/0/qualified/1"
    assert str(finding.help) == 'did you mean "BOB"?'
    untrained = Organisation(ORGANISATION.roles, ORGANISATION.held_roles, None)
    assert found(data, organisation=untrained) == []


def test_a_role_that_nobody_has_is_a_warning_once() -> None:
    data = scenario(injects=[inject("C1", to=["GS", "BGM"]), inject("C2", at="1m", to=["BGM"])])
    finding = one(found(data, organisation=ORGANISATION), "P408")
    assert finding.severity is Severity.WARNING
    assert place(finding) == "injects/0/to/1"
    muted = Muted(ids=frozenset({("person", "anna")}))
    assert found(data, organisation=ORGANISATION, muted=muted) == []
