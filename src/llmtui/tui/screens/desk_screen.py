"""A screen that owns the desk: every change of it is shown and can be undone, and what the user keeps is stored."""

from __future__ import annotations

from msgspec.structs import replace
from textual.reactive import reactive

from llmtui.search import View
from llmtui.tui.desk import Desk, first_desk
from llmtui.tui.history import Undo
from llmtui.tui.session import Session
from llmtui.tui.storing import Store
from llmtui.tui.terminal.app import TerminalApp
from llmtui.tui.terminal.display import PatientScreen
from llmtui.user.favourites import SavedView


class DeskScreen(PatientScreen):
    """The desk of a session, its history, and the stars and saved views that outlive the session."""

    desk: reactive[Desk] = reactive(Desk(), init=False, repaint=False)
    """What the user is looking at; everything on screen follows from it."""

    def __init__(self, session: Session) -> None:
        super().__init__()
        self.session = session
        self.saved_views = session.favourites.views
        self._stored = Store(session.favourites_path, session.favourites)
        self._undo: Undo[Desk] = Undo()
        self.set_reactive(DeskScreen.desk, first_desk(session))

    def show_desk(self) -> None:
        """Search again, and show what was found."""
        raise NotImplementedError

    @property
    def is_unfinished(self) -> bool:
        """Also while a key is acted on and while the letters of a burst are taken: what follows is drawn once."""
        app = self.app
        return super().is_unfinished or (isinstance(app, TerminalApp) and (app.is_acting_on_key or app.is_typing_ahead))

    def watch_desk(self, before: Desk, desk: Desk) -> None:
        """Search again, show what was found, and store the stars if they changed."""
        self.show_desk()
        if desk.stars != before.stars:
            self._store()

    def change(self, desk: Desk) -> None:
        """Put another desk in place of this one, so that `u` can undo it."""
        if desk != self.desk:
            self._undo.remember(self.desk)
            self.desk = desk

    def change_view(self, **changes: object) -> None:
        """Replace fields of the view, so that `u` can undo it."""
        self.change(self.desk.viewing(**changes))

    def action_undo(self) -> None:
        """Put back the desk before the last change."""
        if earlier := self._undo.pop():
            self.desk = earlier
        else:
            self.notify("There is nothing to undo.", markup=False)

    def _store(self) -> None:
        """Write stars and saved views, and take over those that another llmtui wrote meanwhile."""
        favourites, message = self._stored.save(self.desk.stars, self.saved_views)
        self.saved_views = favourites.views
        self.desk = replace(self.desk, stars=favourites.stars)
        if message:
            self.notify(message, severity="error", markup=False)

    def use_view(self, view: View) -> None:
        """Put a saved view in place of this one, so that `u` can undo it."""
        self.change(self.desk.with_view(view))

    def save_views(self, views: tuple[SavedView, ...]) -> None:
        """Replace the saved views, and store them."""
        self.saved_views = views
        self._store()
