"""The line under the search bar: what can be typed next."""

from __future__ import annotations

from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style
from textual.reactive import reactive
from textual.strip import Strip
from textual.widget import Widget

from llmtui.present.cells import Role, fit
from llmtui.present.glyphs import Glyphs
from llmtui.search import Suggestion
from llmtui.tui.theme import role_style

_HINT = "words, or a key: kind: lang: license: size<=10B data>=partial is: commercial:"
_WIDEST_SUGGESTION = 40
"""The most cells for one suggestion."""


class SuggestionLine(Widget):
    """Keys and values that begin as the last word of the query does; tab takes the first."""

    DEFAULT_CSS = "SuggestionLine { height: 1; display: none; background: $surface; }"

    suggestions: reactive[tuple[Suggestion, ...]] = reactive(())

    def __init__(self, glyphs: Glyphs, *, id: str | None = None) -> None:  # noqa: A002 - Textual's word
        super().__init__(id=id)
        self._glyphs = glyphs

    def render_line(self, y: int) -> Strip:  # noqa: ARG002 - there is only one
        """As many suggestions as fit; the note of the first, if it is a key."""
        width = self.size.width
        segments = [Segment(" ", self.rich_style)]
        if not self.suggestions:
            segments.append(Segment(fit(_HINT, max(0, width - 2), self._glyphs.ellipsis), self._style(Role.MUTED)))
        else:
            segments += self._offered(width - 6)
        return Strip(segments).adjust_cell_length(width, self.rich_style)

    def _offered(self, room: int) -> list[Segment]:
        segments = [Segment("tab ", self._style(Role.MUTED))]
        for number, each in enumerate(self.suggestions):
            label = fit(each.label, min(cell_len(each.label), _WIDEST_SUGGESTION), self._glyphs.ellipsis)
            extra = f" {each.count}  " if each.count is not None else "  "
            name = f" {each.note}" if each.note and (each.count is not None or len(self.suggestions) == 1) else ""
            if number == 0:  # without it the line would be empty
                name = fit(name, min(cell_len(name), max(0, room - cell_len(label + extra))), self._glyphs.ellipsis)
            room -= cell_len(label + name + extra)
            if room < 0:
                break
            role = Role.KEY if number == 0 else Role.TEXT
            segments += [Segment(label, self._style(role)), Segment(name + extra, self._style(Role.MUTED))]
        return segments

    def _style(self, role: Role) -> Style:
        return self.rich_style + role_style(role, self.app.theme_variables)
