"""The commands of the browser by id: what `[keys]` in the settings can name.

Made by tests/docs/generate.py from the bindings themselves; edit those, or that script.
"""

from __future__ import annotations

from collections.abc import Mapping

COMMANDS: Mapping[str, str] = {
    "ask.close": "escape",
    "back": "escape",
    "back.entry": "backspace,less_than_sign",
    "compare": "c",
    "compare.add": "a",
    "compare.diff": "equals_sign",
    "compare.remove": "x",
    "compare.shift-left": "H",
    "compare.shift-right": "L",
    "compare.words": "v",
    "copy": "y",
    "copy.show": "Y",
    "dialog.close": "escape",
    "dialog.down": "down,ctrl+n",
    "dialog.page-down": "pagedown",
    "dialog.page-up": "pageup",
    "dialog.take": "enter",
    "dialog.up": "up",
    "explain": "z,i",
    "export": "e,X",
    "filter": "f",
    "filter.clear": "F",
    "filter.close": "escape",
    "filter.down": "down,ctrl+n",
    "filter.none": "ctrl+x",
    "filter.page-down": "pagedown",
    "filter.page-up": "pageup",
    "filter.toggle": "space",
    "filter.up": "up",
    "filter.use": "enter",
    "fold": "space",
    "forward.entry": "greater_than_sign",
    "help": "question_mark,f1",
    "jump": "slash",
    "jump.keep": "enter",
    "jump.leave": "escape",
    "jump.next": "n",
    "jump.previous": "N",
    "legend": "K",
    "lineage": "T",
    "lineage.before": "backspace",
    "lineage.root": "T",
    "link": "o",
    "link.copy": "y",
    "list.reverse": "S",
    "list.sort": "s",
    "local.scan": "r",
    "mark.all": "a",
    "mark.clear": "x",
    "mark.range": "v",
    "mark.toggle": "space",
    "matrix.drop": "semicolon",
    "matrix.first-column": "H",
    "matrix.fold": "w",
    "matrix.keep": "comma",
    "matrix.last-column": "L",
    "matrix.sort-further": "S",
    "nav.down": "j,down",
    "nav.first": "g,home",
    "nav.half-down": "ctrl+d",
    "nav.half-up": "ctrl+u",
    "nav.last": "G,end",
    "nav.left": "h,left",
    "nav.page-down": "pagedown",
    "nav.page-up": "pageup",
    "nav.right": "l,right",
    "nav.up": "k,up",
    "open": "enter",
    "overview.order": "s",
    "palette": "colon,ctrl+p",
    "pane.detail": "3",
    "pane.explanation": "4",
    "pane.next": "tab",
    "pane.previous": "shift+tab",
    "pane.sidebar": "1",
    "pane.table": "2",
    "pick.down": "down,ctrl+n",
    "pick.leave": "escape",
    "pick.page-down": "pagedown",
    "pick.page-up": "pageup",
    "pick.stop": "ctrl+c",
    "pick.take": "enter",
    "pick.up": "up,ctrl+p",
    "problems": "exclamation_mark",
    "quit": "q",
    "quit.anywhere": "ctrl+c",
    "quit.now": "Q",
    "reading.close": "escape,q,enter,K",
    "redraw": "ctrl+l",
    "score.model": "m",
    "search": "slash",
    "search.complete": "tab",
    "search.keep": "enter,down",
    "search.leave": "escape",
    "search.recall": "up",
    "star": "asterisk",
    "star.note": "N",
    "suspend": "ctrl+z",
    "theme": "t",
    "ui.detail": "i",
    "ui.sidebar": "b",
    "ui.welcome": "H",
    "ui.zoom": "z",
    "undo": "u",
    "view.changes": "C",
    "view.local": "D",
    "view.matrix": "M",
    "view.next": "right_square_bracket",
    "view.overview": "O",
    "view.prev": "left_square_bracket",
    "view.saved": "V",
}
"""The usual keys of each command, separated by commas."""


def _ids(text: str) -> frozenset[str]:
    return frozenset(text.split())


TOGETHER: tuple[frozenset[str], ...] = (
    _ids("ask.close copy.show help palette quit.anywhere quit.now redraw theme"),
    _ids(
        "back back.entry compare copy copy.show export filter filter.clear fold forward.entry help legend lineage "
        "link list.reverse list.sort mark.all mark.clear mark.range mark.toggle nav.down nav.first nav.half-down "
        "nav.half-up nav.last nav.left nav.page-down nav.page-up nav.right nav.up open palette pane.detail "
        "pane.explanation pane.next pane.previous pane.sidebar pane.table problems quit quit.anywhere quit.now "
        "redraw score.model search star star.note theme ui.detail ui.sidebar ui.welcome ui.zoom undo view.changes "
        "view.local view.matrix view.next view.overview view.prev view.saved"
    ),
    _ids(
        "back compare.add compare.diff compare.remove compare.shift-left compare.shift-right compare.words copy "
        "copy.show explain export help jump jump.next jump.previous legend link nav.down nav.first nav.half-down "
        "nav.half-up nav.last nav.left nav.page-down nav.page-up nav.right nav.up open palette quit quit.anywhere "
        "quit.now redraw score.model theme view.next view.prev"
    ),
    _ids(
        "back copy copy.show explain filter.clear help jump jump.next jump.previous legend link list.sort "
        "mark.toggle matrix.drop matrix.first-column matrix.fold matrix.keep matrix.last-column "
        "matrix.sort-further nav.down nav.first nav.half-down nav.half-up nav.last nav.left nav.page-down "
        "nav.page-up nav.right nav.up open palette quit quit.anywhere quit.now redraw score.model theme undo "
        "view.next view.prev"
    ),
    _ids(
        "back copy copy.show explain fold help jump jump.next jump.previous legend lineage.before lineage.root "
        "link nav.down nav.first nav.half-down nav.half-up nav.last nav.left nav.page-down nav.page-up nav.right "
        "nav.up open palette quit quit.anywhere quit.now redraw score.model theme view.next view.prev"
    ),
    _ids(
        "back copy copy.show explain help jump jump.next jump.previous legend link nav.down nav.first "
        "nav.half-down nav.half-up nav.last nav.left nav.page-down nav.page-up nav.right nav.up open "
        "overview.order palette quit quit.anywhere quit.now redraw score.model theme view.next view.prev"
    ),
    _ids(
        "back copy copy.show explain help jump jump.next jump.previous legend link nav.down nav.first "
        "nav.half-down nav.half-up nav.last nav.left nav.page-down nav.page-up nav.right nav.up open palette quit "
        "quit.anywhere quit.now redraw score.model theme view.next view.prev"
    ),
    _ids(
        "back copy copy.show explain help jump jump.next jump.previous legend local.scan nav.down nav.first "
        "nav.half-down nav.half-up nav.last nav.page-down nav.page-up nav.up open palette problems quit "
        "quit.anywhere quit.now redraw score.model theme view.next view.prev"
    ),
    _ids(
        "back copy.show help jump jump.next jump.previous legend nav.down nav.first nav.half-down nav.half-up "
        "nav.last nav.page-down nav.page-up nav.up palette quit quit.anywhere quit.now redraw score.model theme "
        "view.next view.prev"
    ),
    _ids(
        "copy.show dialog.close dialog.down dialog.page-down dialog.page-up dialog.take dialog.up help nav.down "
        "nav.first nav.half-down nav.half-up nav.last nav.page-down nav.page-up nav.up palette quit.anywhere "
        "quit.now redraw theme"
    ),
    _ids(
        "copy.show filter.close filter.down filter.none filter.page-down filter.page-up filter.toggle filter.up "
        "filter.use help nav.down nav.first nav.half-down nav.half-up nav.last nav.page-down nav.page-up nav.up "
        "palette quit.anywhere quit.now redraw theme"
    ),
    _ids(
        "copy.show help link.copy nav.down nav.first nav.half-down nav.half-up nav.last nav.page-down nav.page-up "
        "nav.up palette quit.anywhere quit.now reading.close redraw theme"
    ),
    _ids(
        "copy.show help nav.down nav.first nav.half-down nav.half-up nav.last nav.page-down nav.page-up nav.up "
        "palette quit.anywhere quit.now reading.close redraw theme"
    ),
)
"""The commands that work in the same place."""
