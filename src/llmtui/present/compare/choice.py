"""Says by which framework entries are compared, and why by that one."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.model import Framework
from llmtui.model.all_judges import ALL
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
    return " ".join(filter(None, (_choice(choice, used, chosen, compared), _addition(choice, compared))))


def _choice(choice: FrameworkChoice, used: Framework, chosen: Framework, compared: int) -> str:
    if choice.complete:
        return _complete_choice(choice, used, chosen, compared)
    unjudged = [entry.name for entry in choice.unjudged]
    some = f"{compared - len(unjudged)} of {compared}"
    sentence = f"{some} were judged" if used.id == ALL else f"{used.name} judged {some}"
    sentence += f"; not {', '.join(unjudged)}."
    return f"Compared as chosen: {sentence}" if choice.overruled else sentence


def _complete_choice(choice: FrameworkChoice, used: Framework, chosen: Framework, compared: int) -> str:
    """Who judged all that is compared, and why that is not the chosen framework."""
    whole = {1: "it", 2: "both"}.get(compared, f"all {compared}")
    by = "all judges together" if used.id == ALL else f"{used.name}, which judged {whole}"
    if used is chosen or not choice.missing:
        return f"Compared by {by}."
    missing = name_list([entry.name for entry in choice.missing])
    return f"Compared by {by}: {chosen.name} did not judge {missing}."


def _addition(choice: FrameworkChoice, compared: int) -> str:
    """What another judge would add."""
    other = choice.alternative
    if other is None or compared < 2:  # noqa: PLR2004 - one alone is not compared
        return ""
    whole = "both" if compared == 2 else "all"  # noqa: PLR2004 - the word for two
    judged = whole if other.judged == compared else str(other.judged)
    nouns = ("topic", "topics") if other.framework.id == ALL else ("criterion", "criteria")
    criteria = f"{other.shared} {nouns[other.shared != 1]}"
    return f"{other.framework.name} would compare {judged} of them on {criteria}."


def name_list(names: Sequence[str]) -> str:
    """Names in a sentence: `A`, `A and B`, `A, B and C`."""
    return " and ".join(filter(None, (", ".join(names[:-1]), *names[-1:])))
