"""The matrix of one framework as a table: one row per judged subject, one column per criterion."""

from __future__ import annotations

from collections.abc import Sequence

from llmtui.exporters.html.grades import grade_cell
from llmtui.exporters.html.markup import Html, element, fragment
from llmtui.exporters.judged import Judged
from llmtui.frameworks import Ranked
from llmtui.model import Catalog, Criterion, Framework, Grade
from llmtui.model.all_judges import ALL
from llmtui.present.glyphs import GRADE_NAMES, ROLES, UNICODE
from llmtui.present.matrix.arrangement import subject
from llmtui.present.score import rule_text, score_text


def matrix_section(catalog: Catalog, framework: Framework, ranked: Sequence[Ranked], *, linked: bool) -> Html:
    """A section with the whole matrix.

    Args:
        catalog: It holds all judges.
        framework: Whose judgements these are.
        ranked: The rows, in the order to show.
        linked: Whether the page has a section on each entry that its name can link to.
    """
    newest = max((each.assessment.date for each in ranked), default="")
    entries = len({each.entry.id for each in ranked})
    judged = " · ".join(filter(None, (f"{entries} judged", f"last in {newest}" if newest else "")))
    rows = (_row(catalog, framework, each, linked) for each in ranked)
    table = element("table", _head(framework), element("tbody", *rows))
    return element(
        "section",
        element("h2", framework.name),
        element("p", f"{judged}. {rule_text(framework)}", class_="muted"),
        element(
            "div", table, class_="scroll tall", role="region", tabindex=0, aria_label=f"Matrix of {framework.name}"
        ),
        class_="matrix",
        id=f"matrix-{framework.id}",
        data_framework=framework.id,
    )


def tools(frameworks: Sequence[Framework]) -> Html:
    """What finds and narrows; hidden until the script, which makes it work, shows it."""
    options = (element("option", each.name, value=each.id) for each in frameworks)
    grades = (element("option", GRADE_NAMES[grade], value=ROLES[grade].value) for grade in Grade)
    return element(
        "form",
        element("label", "Framework ", element("select", *options, name="framework"), hidden=len(frameworks) < 2),  # noqa: PLR2004 - nothing to choose
        element("label", "Find ", element("input", name="q", type="search", placeholder="name, maker, licence…")),
        element("label", "Only where ", element("select", element("option", "anything", value=""), name="criterion")),
        element("label", "is ", element("select", *grades, name="grade")),
        element("output", name="count", aria_live="polite"),
        id="tools",
        role="search",
        hidden=True,
    )


def _head(framework: Framework) -> Html:
    grouped = [(group, criteria) for group, criteria in framework.grouped if criteria]
    over = (element("th", group.label, scope="colgroup", colspan=len(criteria)) for group, criteria in grouped)
    columns = (_column(each) for _group, criteria in grouped for each in criteria)
    groups = element("tr", element("td"), element("td", class_="name"), *over, element("td"))
    names = (element("th", "#", scope="col"), element("th", "Name", scope="col", class_="name", data_k="name"))
    score = element("th", "Score", scope="col", data_k="score")
    return element("thead", groups, element("tr", *names, *columns, score))


def _column(criterion: Criterion) -> Html:
    return element("th", criterion.label, scope="col", title=criterion.question, data_k=criterion.id)


def _row(catalog: Catalog, framework: Framework, ranked: Ranked, linked: bool) -> Html:
    criteria = [each for _group, criteria in framework.grouped for each in criteria]
    name = element("bdi", subject(ranked))
    named = element("a", name, href=f"#e-{ranked.entry.id}") if linked else name
    judged_as = f"judged as {ranked.judged_as}" if ranked.judged_as else ""
    known = Judged(catalog, ranked.entry, framework, ranked.assessment)
    below = " · ".join(filter(None, (known.word, ranked.entry.maker, judged_as)))
    maker = element("small", below) if below else ""
    return element(
        "tr",
        element("td", str(ranked.place), class_="place"),
        element("th", fragment((named, maker)), scope="row", class_="name"),
        *(grade_cell(known.opinions.get(each.id), mixed=framework.id == ALL) for each in criteria),
        element("td", score_text(ranked.rating, UNICODE), class_="score", data_v=ranked.place),
        data_e=ranked.entry.id,
    )
