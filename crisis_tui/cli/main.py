"""The command line: one table of commands, each imported only when called."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from typing import TYPE_CHECKING, Any, NoReturn

from crisis_tui import __version__
from crisis_tui.basis.errors import AskedWrongError
from crisis_tui.basis.text import Text, clean_text
from crisis_tui.cli.argparse_texts import translate_argparse
from crisis_tui.cli.exit_codes import ExitCode
from crisis_tui.i18n import LANGUAGES, _, activate, preferred_language, render

if TYPE_CHECKING:
    from collections.abc import Sequence


_OPTIONS_WITH_VALUE = {"--workspace", "--lang", "--me"}
_COLUMNS = 78


def _commands() -> dict[str, str]:
    """Return every command with its one-line help, in the order people meet them."""
    return {
        "check": _("every fault in scenarios, rosters, training and norms"),
        "explain": _("what the code of a finding means, with an example"),
        "oncall": _("who is on duty now, qualified, and how soon here"),
        "roster": _("who is on which role, a week or a month as a chart"),
        "coverage": _("is every post filled all the time; if not, when and why"),
        "readiness": _("can the organisation fill what a scenario needs"),
        "compare": _("two rosters side by side: what gets better and worse"),
        "endurance": _("how long posts can be kept up in shifts, and which rule ends it"),
        "change": _("change who is on duty: shown first, then written to the roster"),
        "what-if": _("which gaps open or close, without touching files"),
        "training": _("what is valid, in grace, expired, expiring"),
        "export": _("duties, people, training and gaps for other programs"),
        "import": _("take people, shifts or training in from CSV or XLSX"),
        "person": _("one person: duties, load, roles, what expires"),
        "rehearse": _("every way through a scenario in seconds: load, silences, loose ends"),
        "run": _("start an exercise and open the control room"),
        "resume": _("continue an exercise"),
        "join": _("take part in an exercise in another terminal"),
        "add-scenario": _("put a second scenario on top of an exercise that runs"),
        "exercises": _("all exercises with their state"),
        "log": _("the journal of an exercise, for people"),
        "sitrep": _("how an exercise stands, in four blocks to copy"),
        "verify": _("is a journal whole and untouched"),
        "debrief": _("the debrief, from the journal alone"),
        "schema": _("JSON Schema of a file format, for editors"),
        "doctor": _("is this machine fit for an exercise"),
    }


class _Parser(argparse.ArgumentParser):
    """An argument parser that speaks the user's language and exits as documented."""

    def __init__(self, **options: Any) -> None:  # noqa: ANN401 - what argparse takes
        super().__init__(formatter_class=_formatter, **options)

    def error(self, message: str) -> NoReturn:
        self.exit(
            ExitCode.USAGE,
            f"{self.prog}: {clean_text(message)}\n"
            + _("see: {command} --help\n").format(command=self.prog),
        )


def _formatter(prog: str) -> argparse.HelpFormatter:
    """Lay help out in one width, as all texts are: to ask the terminal's loads `shutil`."""
    return argparse.HelpFormatter(prog, width=_COLUMNS)


def build_parser(command: str | None) -> argparse.ArgumentParser:
    """Return the parser of `command` alone, so that nothing else loads; None: of all, for help."""
    translate_argparse()
    parser = _Parser(
        prog="crisis-tui",
        description=_("Exercise a crisis organisation. Without a command: the screens."),
    )
    version = f"crisis-tui {__version__}"
    parser.add_argument("--version", action="version", version=version, help=_("show the version"))
    _add_common(parser, top=True)
    commands = parser.add_subparsers(dest="command", metavar=_("COMMAND"), parser_class=_Parser)
    for name, help_text in _commands().items():
        if command not in (None, name):
            continue
        sub = commands.add_parser(name, help=help_text, description=help_text, allow_abbrev=False)
        if name == command:
            _add_common(sub, top=False)
            _module(name).add_arguments(sub)
    return parser


def _module(command: str) -> Any:  # noqa: ANN401 - what a module holds
    return import_module(f"crisis_tui.cli.{command.replace('-', '_')}")


def _add_common(parser: argparse.ArgumentParser, *, top: bool) -> None:
    def add(*names: str, **options: object) -> None:
        default = None if top else argparse.SUPPRESS
        parser.add_argument(*names, **{"default": default, **options})  # type: ignore[arg-type]

    add("--workspace", metavar="DIR", help=_("folder with scenarios/ and rosters/"))
    add("--lang", choices=LANGUAGES, help=_("language of texts and reports"))
    add("--me", metavar="NAME", help=_("who is at the keyboard; default: the login name"))
    add("--plain", action="store_true", help=_("lines instead of screens"))
    add("--no-color", action="store_true", help=_("no colour (also: NO_COLOR)"))


def _wanted_language(arguments: Sequence[str]) -> str | None:
    """Return the language that is asked for, the last one if several are, as argparse has it."""
    wanted = None
    for index, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            wanted = argument.removeprefix("--lang=")
        if argument == "--lang" and index + 1 < len(arguments):
            wanted = arguments[index + 1]
    return wanted


def _first_word(arguments: Sequence[str]) -> str | None:
    """Return the first argument that is neither an option nor its value."""
    previous = ""
    for argument in arguments:
        if not argument.startswith("-") and previous not in _OPTIONS_WITH_VALUE:
            return argument
        previous = argument
    return None


def _command_of(arguments: Sequence[str]) -> str | None:
    """Return the command that is called, or None if the first word is none."""
    word = _first_word(arguments)
    return word if word in _commands() else None


def _refuse_unknown(arguments: Sequence[str]) -> None:
    """Refuse a first word that is no command, with the one that was probably meant."""
    word = _first_word(arguments)
    if word is None or word in _commands():
        return
    from crisis_tui.basis.findings import nearest  # most words are right

    near = nearest(word, _commands())
    raise AskedWrongError(
        Text('there is no command "{word}"', word=clean_text(word)),
        Text("see: crisis-tui --help")
        if near is None
        else Text('did you mean "{name}"?', name=near),
    )


def run_command_line(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code; never a traceback."""
    wanted = _wanted_language(arguments)
    activate(preferred_language(wanted if wanted in LANGUAGES else None))
    _use_utf8()
    try:
        _refuse_unknown(arguments)
        parsed = build_parser(_command_of(arguments)).parse_args(arguments)
        code = int(_module(parsed.command or "screens").run(parsed))
        sys.stdout.flush()
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else ExitCode.USAGE
    except AskedWrongError as asked:
        return _refuse(asked)
    except KeyboardInterrupt:
        return ExitCode.INTERRUPTED
    except BrokenPipeError:
        return _reader_is_gone()
    except Exception as error:  # noqa: BLE001 - the last line before a traceback
        from crisis_tui.cli.internal_error import report_internal_error

        return report_internal_error(error)
    return code


def _refuse(asked: AskedWrongError) -> int:
    """Say what was asked wrong, and what to ask instead."""
    cure = "" if asked.help is None else f"  = {render(asked.help)}\n"
    sys.stderr.write(f"crisis-tui: {render(asked.message)}\n{cure}")
    return ExitCode.USAGE


def _use_utf8() -> None:
    """Write UTF-8 whatever the locale says; a terminal that cannot show it gets plain ASCII."""
    from crisis_tui.cli.charset import charset_for

    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            encoding, errors = charset_for(stream)
            reconfigure(encoding=encoding, errors=errors)


def _reader_is_gone() -> int:
    """Leave quietly when `| head` closed the pipe."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return ExitCode.OK
