"""What is wrong with the query, or how a pasted name differs from what it finds, said below the search bar."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class FaultLine(Static):
    """Visible only while there is something to say."""

    DEFAULT_CSS = """
    FaultLine {
        display: none; height: auto; max-height: 3; color: $role-notice; background: $surface; padding: 0 1;
    }
    """

    def show(self, faults: tuple[str, ...]) -> None:
        """Say other faults; the same ones are not laid out again, which would lay out the whole screen."""
        content = Content("; ".join(faults))
        if content != self.content:
            self.update(content)
            self.display = bool(faults)
