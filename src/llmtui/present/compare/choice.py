"""Says by which framework entries are compared, and why by that one."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.openness.comparing import FrameworkChoice


def choice_reason(choice: FrameworkChoice, compared: int) -> str:
    """A sentence on the choice among frameworks.

    Args:
        choice: What was chosen.
        compared: How many entries are compared.
    """
    used, chosen = choice.framework, choice.chosen
    if used is None or chosen is None:
        return "The catalogue has no framework to compare by."
    all_of_them = f"all {compared}" if compared > 1 else "it"
    missing = [entry.name for entry in choice.missing]
    if not missing:
        return f"Compared by {used.name}, which judged {all_of_them}."
    if used is not chosen:
        return f"Compared by {used.name}, which judged {all_of_them}: {chosen.name} did not judge {in_words(missing)}."
    sentence = f"{used.name} judged {compared - len(missing)} of {compared}; not {', '.join(missing)}."
    return f"Compared as chosen: {sentence}" if choice.overruled else sentence


def in_words(names: Sequence[str]) -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
