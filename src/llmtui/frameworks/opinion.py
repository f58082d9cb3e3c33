"""What one assessment says on one topic."""

from __future__ import annotations

from collections.abc import Mapping

import msgspec

from llmtui.model import Assessment, Basis, Criterion, Framework, Judgement


class Opinion(msgspec.Struct, frozen=True):
    """What one assessment says on one topic."""

    framework: Framework
    """Who says it."""
    assessment: Assessment
    """In which assessment: its date, its source and the subject it judged."""
    criterion: Criterion
    """The framework's own criterion for the topic."""
    judgement: Judgement

    @property
    def declared(self) -> bool:
        """Whether the grade was declared and not reviewed."""
        return self.framework.basis is Basis.DECLARED


Opinions = Mapping[str, tuple[Opinion, ...]]
"""What all judges say by topic, the opinion that counts first; a topic without opinions is left out."""
