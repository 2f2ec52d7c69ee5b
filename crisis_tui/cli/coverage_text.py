"""Coverage in 80 columns: the verdict, a line a post, the gaps with their people, what hangs on whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from textwrap import wrap
from typing import TYPE_CHECKING

from crisis_tui.basis.durations import DAY_MS, MINUTE_MS
from crisis_tui.basis.instants import local_datetime
from crisis_tui.cli.finding_counts import cut
from crisis_tui.cli.finding_text import severity_word
from crisis_tui.cli.gap_text import gap_lines
from crisis_tui.cli.words import columns, hours, moment, post_glyph, shortened
from crisis_tui.i18n import _, language, ngettext, render

if TYPE_CHECKING:
    from collections.abc import Iterator

    from crisis_tui.basis.findings import Finding
    from crisis_tui.cli.coverage_answer import CoverageAnswer
    from crisis_tui.roster.coverage import RoleCoverage
    from crisis_tui.roster.seats import PostStatus

WIDTH = 80
_ROLE, _TITLE, _LENGTH, _NUMBER, _SLACK, _POOL = 8, 21, 11, 9, 7, 5
_GAPS, _ALL_GAPS = 3, 40
"""Gaps shown of a post, among others and alone."""
_POSTS = 8
"""Posts whose gaps are shown, those with the longest first."""
_PEOPLE = 5
_FINDINGS = 3
"""Findings shown of each code."""
_LONG_MS = 300 * DAY_MS
"""Of a time longer than this, every moment says its year."""
_WHOLE_TABLE = 16
"""With more posts than this, the table leaves out those that are fine."""


def coverage_text(answer: CoverageAnswer) -> str:
    """Return the answer for people."""
    return "\n".join(_Page(answer).lines())


class _Page:
    """One answer in words."""

    def __init__(self, answer: CoverageAnswer) -> None:
        self._answer = answer
        self._workforce = answer.workforce
        self._zone = answer.workforce.zone
        self._asked = [each for each in answer.roles if each.required_ms]

    def lines(self) -> Iterator[str]:
        yield from self._head()
        if self._asked:
            yield ""
            yield from self._table()
        short = sorted((each for each in self._asked if each.gaps), key=lambda each: -each.gap_ms)
        for covered in short[:_POSTS]:
            yield ""
            yield from self._gaps(covered)
        more = len(short) - _POSTS
        if more > 0:
            yield ""
            yield ngettext(
                "and {n} post more with gaps; ask one with --role",
                "and {n} posts more with gaps; ask one with --role",
                more,
            ).format(n=more)
        yield from self._depended_on()
        yield from self._findings()

    def _head(self) -> Iterator[str]:
        window = self._answer.coverage.window
        head = _("Coverage  {organisation}").format(
            organisation=self._workforce.roster.organisation
        )
        start = self._moment(window.from_ms, year=self._in_two_years())
        asked = f"{start} – {self._moment(window.until_ms, year=True)}"
        yield f"{shortened(head, WIDTH - len(asked) - 2):<{WIDTH - len(asked)}}{asked}"
        yield self._verdict()
        planned = self._workforce.roster.planned_until
        known = (
            _("planned without end")
            if planned is None
            else _("planned until {moment}").format(
                moment=self._moment(self._answer.coverage.horizon_ms, year=True)
            )
        )
        said = _("roster {roster}, {length} asked about, {planned}").format(
            roster=self._answer.roster,
            length=hours(window.length_ms),
            planned=known,
        )
        yield from wrap(said, WIDTH, break_on_hyphens=False)

    def _verdict(self) -> str:
        short = [each for each in self._asked if each.gap_ms]
        soft = sum(bool(each.probable_ms) for each in self._asked)
        if short:
            count = sum(len(each.gaps) for each in short)
            said = "✗ " + ngettext(
                "{n} gap on {posts} of {all} posts, {length} together",
                "{n} gaps on {posts} of {all} posts, {length} together",
                count,
            ).format(
                n=count,
                posts=len(short),
                all=len(self._asked),
                length=hours(sum(each.gap_ms for each in short)),
            )
        elif self._asked:
            posts = len(self._asked)
            said = "✓ " + ngettext("{n} post, never a gap", "{n} posts, never a gap", posts).format(
                n=posts
            )
        else:
            return "· " + _("nobody is asked for in this time")
        if soft:
            said += "   ~ " + ngettext("{n} only probable", "{n} only probable", soft).format(
                n=soft
            )
        return said

    def _table(self) -> Iterator[str]:
        heads = [(_("gap"), _LENGTH), (_("of"), _LENGTH), (_("at least"), _NUMBER)]
        last = [(_("slack"), _SLACK), (_("pool"), _POOL)]
        yield columns([("", 1), (_("post"), _ROLE), ("", _TITLE), *heads, *last])
        brief = len(self._asked) > _WHOLE_TABLE
        shown = [each for each in self._asked if each.gap_ms or not brief]
        for covered in shown:
            role = self._workforce.roles[covered.role]
            enough: PostStatus = "filled" if covered.duty == "hard" else "probable"
            yield columns(
                [
                    (post_glyph("empty" if covered.gap_ms else enough), 1),
                    (covered.role, _ROLE),
                    (role.title.in_language(language()), _TITLE),
                    (hours(covered.gap_ms) if covered.gap_ms else "–", _LENGTH),
                    (hours(covered.required_ms), _LENGTH),
                    (
                        _("{n} of {minimum}").format(n=covered.min_depth, minimum=covered.minimum),
                        _NUMBER,
                    ),
                    (self._slack(covered), _SLACK),
                    (str(len(self._answer.pools[covered.role].people)), _POOL),
                ]
            )
        rest = len(self._asked) - len(shown)
        if rest:
            yield ngettext(
                "{n} post more, never a gap", "{n} posts more, never a gap", rest
            ).format(n=rest)

    def _slack(self, covered: RoleCoverage) -> str:
        """Return how much earlier than they must the last of those who count is there."""
        limit_ms = self._workforce.limit_ms(self._workforce.roles[covered.role])
        if limit_ms is None or covered.latest_ms is None:
            return "–"
        return _("{n} min").format(n=(limit_ms - covered.latest_ms) // MINUTE_MS)

    def _gaps(self, covered: RoleCoverage) -> Iterator[str]:
        role = self._workforce.roles[covered.role]
        yield shortened(f"✗ {covered.role}  {role.title.in_language(language())}", WIDTH)
        most = _ALL_GAPS if len(self._answer.roles) == 1 else _GAPS
        for gap in covered.gaps[:most]:
            yield from gap_lines(gap, self._workforce.limit_ms(role), self._workforce, self._moment)
        more = len(covered.gaps) - most
        if more > 0:
            rest_ms = sum(gap.until_ms - gap.from_ms for gap in covered.gaps[most:])
            said = ngettext("and {n} gap more ({length})", "and {n} gaps more ({length})", more)
            yield "  " + said.format(n=more, length=hours(rest_ms))

    def _depended_on(self) -> Iterator[str]:
        """Yield whose absence opens most, and which pairs."""
        lengths: Counter[str] = Counter()
        roles: dict[str, list[str]] = defaultdict(list)
        for covered in self._asked:
            for person, length_ms in covered.sole:
                lengths[person] += length_ms
                roles[person].append(covered.role)
        if lengths:
            yield ""
            yield _("Whose absence opens most hours:")
        for person, length_ms in lengths.most_common(_PEOPLE):
            yield from self._dependence(self._workforce.name_of(person), length_ms, roles[person])
        if len(lengths) > _PEOPLE:
            more = len(lengths) - _PEOPLE
            said = ngettext("and {n} person more", "and {n} people more", more)
            yield "  " + said.format(n=more)
        pairs = [(each.role, *pair) for each in self._asked for pair in each.pairs]
        if pairs:
            yield _("Missed only together:")
        for role, people, length_ms in sorted(pairs, key=lambda each: -each[2])[:_PEOPLE]:
            names = " + ".join(self._workforce.name_of(person) for person in people)
            yield from self._dependence(names, length_ms, [role])

    def _dependence(self, names: str, length_ms: int, roles: list[str]) -> list[str]:
        text = f"{hours(length_ms):>10}  {names} ({', '.join(roles)})"
        return wrap(text, WIDTH, initial_indent="  ", subsequent_indent=" " * 14)

    def _findings(self) -> Iterator[str]:
        kept, dropped = cut(self._answer.findings, _FINDINGS)
        if kept:
            yield ""
        for finding in kept:
            yield from _finding(finding)
        for code, more in sorted(dropped.items()):
            said = ngettext("{code}: and {n} finding more", "{code}: and {n} findings more", more)
            yield said.format(code=code, n=more)

    def _in_two_years(self) -> bool:
        """Tell whether a day without its year could be in either of two."""
        window = self._answer.coverage.window
        years = {local_datetime(at_ms, self._zone).year for at_ms in window}
        return len(years) > 1 or window.length_ms > _LONG_MS

    def _moment(self, at_ms: int, *, year: bool = False) -> str:
        year = year or self._in_two_years()
        return moment(local_datetime(at_ms, self._zone), year=year)


def _finding(finding: Finding) -> list[str]:
    text = (
        f"{severity_word(finding.severity)}[{finding.code}] {render(finding.message)}"
        f" ({finding.where.file}:{finding.where.line})"
    )
    return wrap(text, WIDTH, subsequent_indent="  ", break_on_hyphens=False)
