"""A grade as everyone can read it: a sign, a word, a colour, and a link to what shows it."""

from __future__ import annotations

from collections.abc import Iterable

from llmtui.exporters.html.markup import Html, element, fragment, link, spans
from llmtui.frameworks import Opinion
from llmtui.model import Framework, Grade, Judgement
from llmtui.model.assessment import NOT_ASSESSED
from llmtui.present.canvas import Canvas
from llmtui.present.glyphs import GRADE_NAMES, ROLES, UNICODE
from llmtui.present.legend import about, legend
from llmtui.present.opinions import judge_words

_WHOLE = 100_000
"""Columns in which no text needs a second line: a browser breaks lines itself."""


def grade_cell(opinion: Opinion | None, *, mixed: bool = False) -> Html:
    """A cell of a table; its word leads to the first piece of evidence, its title states the judge and the date.

    Args:
        opinion: What counts; None if the criterion was not assessed.
        mixed: Whether judges of several kinds are in one table, so that what is only declared has to be marked.
    """
    judgement = opinion.judgement if opinion else NOT_ASSESSED
    declared = opinion is not None and opinion.declared
    mark = element("small", " declared") if mixed and declared else ""
    whose = judge_words(opinion) if opinion else "not assessed"
    return element("td", signed(judgement), mark, class_=ROLES[judgement.grade].value, title=whose)


def signed(judgement: Judgement) -> Html:
    """The sign and the word, which is a link if there is evidence."""
    word: str = GRADE_NAMES[judgement.grade]
    if judgement.evidence:
        word = link(judgement.evidence[0], f"{word} {UNICODE.link}", title="evidence")
    return fragment((element("i", UNICODE.grades[judgement.grade], aria_hidden="true"), " ", word))


def evidence(urls: Iterable[str]) -> Html:
    """Links, one under the other."""
    return fragment(element("div", link(url)) for url in urls)


def legend_section() -> Html:
    """What the signs mean, and below them the paragraphs, which have no sign."""
    lines = [line for line in legend(None, Canvas(_WHOLE, UNICODE)) if line]
    pairs = ((element("dt", spans(line[:1])), element("dd", spans(line[1:]))) for line in lines if len(line) > 1)
    terms = element("dl", *(each for pair in pairs for each in pair))
    notes = (element("p", spans(line)) for line in lines if len(line) == 1)
    return element("section", element("h2", "What the signs mean"), terms, *notes, id="legend")


def about_sections(frameworks: Iterable[Framework]) -> Html:
    """Whose judgements these are: publication, licence and attribution of each framework, and what it asks."""
    sections = (_about(framework) for framework in frameworks)
    return element("section", element("h2", "Whose judgements these are"), *sections, id="about")


def _about(framework: Framework) -> Html:
    _heading, *lines = about(framework, _WHOLE)
    paragraphs = (element("p", spans(line)) for line in lines)
    asked = element("details", element("summary", "What the criteria ask"), _criteria(framework))
    return element("section", element("h3", framework.name), *paragraphs, asked, id=f"about-{framework.id}")


def _criteria(framework: Framework) -> Html:
    grades = (Grade.OPEN, Grade.PARTIAL, Grade.CLOSED)
    titles = ("Criterion", "Question", *(GRADE_NAMES[grade].capitalize() for grade in grades))
    head = element("thead", element("tr", *(element("th", title, scope="col") for title in titles)))
    rows = (
        element(
            "tr",
            element("th", each.label, scope="row"),
            element("td", each.question),
            *(element("td", each.meaning(grade)) for grade in grades),
        )
        for each in framework.criteria
    )
    table = element("table", head, element("tbody", *rows), class_="prose")
    return element("div", table, class_="scroll")
