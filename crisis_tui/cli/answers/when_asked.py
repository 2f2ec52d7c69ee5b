"""The screens' services, imported by the first question: the first paint need not wait for them."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from crisis_tui.exercise.events import Actor
    from crisis_tui.files.workspace import Workspace
    from crisis_tui.tui.services import Services


def services_when_asked(workspace: Workspace, who: Callable[[], Actor]) -> Services:
    """Return the services of a workspace, for whoever is at the keyboard."""
    return cast("Services", _WhenAsked(workspace, who))


class _WhenAsked:
    def __init__(self, workspace: Workspace, who: Callable[[], Actor]) -> None:
        self._workspace = workspace
        self._who = who

    @cached_property
    def _services(self) -> Services:
        from crisis_tui.cli.answers.workspace import WorkspaceServices

        return WorkspaceServices(self._workspace, self._who())

    def __getattr__(self, question: str) -> Any:  # noqa: ANN401 - whatever the services answer
        return getattr(self._services, question)
