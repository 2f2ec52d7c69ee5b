"""A list of aligned rows with a heading line, cut to any width, filtered by words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical
from textual.message import Message
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from crisis_tui.basis.text import Text
from crisis_tui.i18n import _
from crisis_tui.tui import present
from crisis_tui.tui.commands import LISTS, bindings_of
from crisis_tui.tui.widgets.columns import GAP, Column, column_widths

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.app import ComposeResult
    from textual.binding import BindingType
    from textual.content import Content
    from textual.events import Resize

    from crisis_tui.basis.text import AnyText


@dataclass(frozen=True, slots=True)
class Row:
    """A line of a list: an id, one cell a column; `dead` rows are headings and cannot be chosen."""

    id: str
    cells: tuple[Content, ...]
    dead: bool = False


class Rows(OptionList):
    """The rows themselves, with the keys of every list."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings_of(LISTS))

    def action_list_down(self) -> None:
        """Choose the next line."""
        self.action_cursor_down()

    def action_list_up(self) -> None:
        """Choose the previous line."""
        self.action_cursor_up()

    def action_list_first(self) -> None:
        """Choose the first line."""
        self.action_first()

    def action_list_last(self) -> None:
        """Choose the last line."""
        self.action_last()

    def action_list_filter(self) -> None:
        """Ask for the words that lines must have."""
        if isinstance(self.parent, Table):
            self.parent.ask_for_words()


class Table(Vertical):
    """A titled list; posts `Chosen` on enter and `Moved` when another row is looked at."""

    class About(Message):
        """Something about a row."""

        def __init__(self, table: Table, row_id: str) -> None:
            super().__init__()
            self.table = table
            self.row_id = row_id

        @property
        def control(self) -> Table:
            """The table, for `@on` selectors."""
            return self.table

    class Chosen(About):
        """Enter was pressed on a row."""

    class Moved(About):
        """Another row is looked at."""

    def __init__(
        self,
        *columns: Column,
        title: AnyText | None = None,
        empty: Text | None = None,
        id: str | None = None,  # noqa: A002 - Textual's name
        classes: str | None = None,
    ) -> None:
        """Make an empty list; `empty` is said when there are no rows."""
        super().__init__(id=id, classes=classes)
        self._columns = columns
        self._title = title
        self._empty = empty or Text("nothing")
        self._rows: tuple[Row, ...] = ()
        self._pinned: tuple[Row, ...] = ()
        self._shown: tuple[Row, ...] = ()
        self._options: dict[int, tuple[Row, Option]] = {}
        """What is drawn, by the identity of the row that is kept beside it."""
        self._widths: Sequence[int] = ()
        self._words = ""
        self._loaded = False
        self._marked: int | None = None
        """The index of the row that is drawn in another way."""

    def compose(self) -> ComposeResult:
        """Heading and rows; the field for words comes when it is asked for."""
        yield Static(classes="title")
        yield Static(classes="heading")
        yield Static(classes="pinned")
        yield Static(classes="empty")
        yield Rows(markup=False)

    def on_mount(self) -> None:
        """Show what is known so far."""
        self._draw()

    def on_resize(self, event: Resize) -> None:
        """Lay the columns out anew."""
        del event
        self._draw()

    @property
    def chosen(self) -> str | None:
        """The id of the row that is looked at."""
        row = self.chosen_row
        return None if row is None else row.id

    @property
    def chosen_row(self) -> Row | None:
        """The row that is looked at."""
        index = self.query_one(Rows).highlighted
        return None if index is None or index >= len(self._shown) else self._shown[index]

    def fill(self, rows: Sequence[Row], *, pinned: Sequence[Row] = ()) -> None:
        """Show these rows; the chosen one stays chosen if it is still there.

        The `pinned` ones are said once more above the list, whatever it is scrolled or narrowed to.
        """
        if self._loaded and (self._rows, self._pinned) == (tuple(rows), tuple(pinned)):
            return
        self._rows, self._pinned = tuple(rows), tuple(pinned)
        self._loaded = True
        self._draw()

    def choose(self, row_id: str) -> None:
        """Look at this row, if it is shown."""
        rows = self.query_one(Rows)
        for index, row in enumerate(self._shown):
            if row.id == row_id:
                rows.highlighted = index

    def mark(self, cells: Sequence[Content]) -> None:
        """Draw the row that is looked at in another way, until another one is or all are drawn."""
        rows = self.query_one(Rows)
        index = rows.highlighted
        if self._marked is not None and self._marked < len(self._shown) and index != self._marked:
            plain = self._join(self._shown[self._marked].cells, self._widths)
            rows.replace_option_prompt_at_index(self._marked, plain)
        if index is not None and index < len(self._shown):
            rows.replace_option_prompt_at_index(index, self._join(cells, self._widths))
        self._marked = index

    def entitle(self, title: AnyText) -> None:
        """Give the list another title."""
        self._title = title
        if self.is_mounted:
            self._draw_title()

    def take_focus(self) -> None:
        """Let the keys go to the rows."""
        self.query_one(Rows).focus()

    def ask_for_words(self) -> None:
        """Open the field for words; keys that are typed ahead already go there."""
        fields = self.query(Input)
        if fields:
            self.screen.set_focus(fields.first())
            return
        field = Input(self._words, placeholder=_("words"), classes="words")
        field.cursor_blink = False
        self.mount(field)
        self.screen.set_focus(field)

    def _draw(self) -> None:
        if not self.is_mounted:
            return
        rows = [row for row in self._rows if not self._words or _has_words(row, self._words)]
        width = max(self.size.width - 2 * GAP, 1)
        titles = tuple(present.line((column.title, present.QUIET)) for column in self._columns)
        known = [*rows, *self._pinned]
        widths = column_widths(self._columns, _natural(self._columns, titles, known), width)
        heading = self._join(titles, widths)
        self.query_one(".heading", Static).update(heading)
        self.query_one(".heading").display = bool(rows) and bool(heading.plain.strip())
        self._draw_pinned(widths)
        self._draw_rows(rows, widths)
        self._draw_title()
        self._say_empty(empty=not rows)

    def _draw_title(self) -> None:
        width = max(self.size.width - 2 * GAP, 1)
        line = self.query_one(".title", Static)
        line.update(self._title_line(width, len(self._shown)))
        line.display = self._title is not None or bool(self._words)

    def _draw_pinned(self, widths: Sequence[int]) -> None:
        block = self.query_one(".pinned", Static)
        block.display = bool(self._pinned)
        shown = present.lines(*(self._join(row.cells, widths, "› ") for row in self._pinned))
        if block.content != shown:
            block.update(shown)

    def _draw_rows(self, rows: Sequence[Row], widths: Sequence[int]) -> None:
        list_of_rows, chosen = self.query_one(Rows), self.chosen
        top = list_of_rows.scroll_offset.y
        self._shown = tuple(rows)
        self._marked = None
        list_of_rows.set_options(self._options_of(rows, widths))
        alive = [index for index, row in enumerate(rows) if not row.dead]
        same = [index for index in alive if rows[index].id == chosen]
        list_of_rows.highlighted = next(iter(same or alive), None)
        list_of_rows.scroll_to(y=top, animate=False)

    def _options_of(self, rows: Sequence[Row], widths: Sequence[int]) -> list[Option]:
        """Return the rows as they are drawn; of those that are the same as before, what was."""
        before = self._options if self._widths == widths else {}
        self._widths = widths
        self._options = {
            id(row): before.get(id(row))
            or (row, Option(self._join(row.cells, widths), disabled=row.dead))
            for row in rows
        }
        return [option for _, option in self._options.values()]

    def _say_empty(self, *, empty: bool) -> None:
        note = self.query_one(".empty", Static)
        note.display = empty
        text = self._empty if self._loaded else Text("reading…")
        note.update(present.block(Text("no line has these words") if self._words else text))

    def _title_line(self, width: int, count: int) -> Content:
        shown = f"{count}/{len(self._rows)}  /{self._words}" if self._words else ""
        return present.spread(
            present.line((self._title or "", present.STRONG)),
            present.line((shown, present.QUIET)),
            width,
        )

    def _join(
        self, cells: Sequence[Content], widths: Sequence[int], mark: str = " " * GAP
    ) -> Content:
        fitted = [
            present.fit(cell, width, right=column.right)
            for cell, width, column in zip(cells, widths, self._columns, strict=True)
            if width
        ]
        gaps = [mark, *[" " * GAP] * len(fitted)]
        return present.line(*(part for pair in zip(gaps, fitted, strict=False) for part in pair))

    @on(OptionList.OptionSelected)
    def _chosen(self, event: OptionList.OptionSelected) -> None:
        event.stop()
        for row, option in self._options.values():  # it may have been filled anew meanwhile
            if option is event.option:
                self.post_message(self.Chosen(self, row.id))

    @on(OptionList.OptionHighlighted)
    def _moved(self, event: OptionList.OptionHighlighted) -> None:
        event.stop()
        if event.option_index < len(self._shown):
            self.post_message(self.Moved(self, self._shown[event.option_index].id))

    @on(Input.Changed)
    def _narrow(self, event: Input.Changed) -> None:
        event.stop()
        self._words = present.one_line(event.value).strip()
        self._draw()

    @on(Input.Submitted)
    def _keep_words(self, event: Input.Submitted) -> None:
        event.stop()
        self._close_words()

    def _close_words(self) -> None:
        self.query(Input).remove()
        self.query_one(Rows).focus()

    def forget_words(self) -> bool:
        """Show all rows again; tell whether there was anything to forget."""
        had = bool(self._words) or bool(self.query(Input))
        if had:
            self._words = ""
            self._close_words()
            self._draw()
        return had


def _natural(
    columns: Sequence[Column], titles: Sequence[Content], rows: Sequence[Row]
) -> list[int]:
    return [
        max(cells[index].cell_length for cells in (titles, *(row.cells for row in rows)))
        for index in range(len(columns))
    ]


def _has_words(row: Row, words: str) -> bool:
    text = " ".join(cell.plain for cell in row.cells).casefold()
    return all(word in text for word in words.casefold().split())
