"""What to say if a query finds nothing: what to leave out, and which names are similar."""

from __future__ import annotations

from llmtui.search import Advice


def advice_lines(advice: Advice) -> tuple[str, ...]:
    """One sentence for each way to find something."""
    relaxed = tuple(f"without {part}: {count:,}" for part, count in advice.relaxed)
    nearest = (f"similar names: {', '.join(advice.nearest)}",) if advice.nearest else ()
    beyond = tuple(
        f"{part}: the highest score is {most:g}, write {part}% for a share of it" for part, most in advice.beyond
    )
    return (*beyond, *relaxed, *nearest)
