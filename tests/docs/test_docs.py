"""Holds the documentation to the program: what there is is documented, and what is written runs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

import pytest

from factories import a_searcher
from llmtui.cli.main import COMMANDS, main
from llmtui.frameworks import rate
from llmtui.loader.entries import build_entry
from llmtui.loader.load import load
from llmtui.loader.loaded import Loaded
from llmtui.loader.locate import bundled_folder
from llmtui.model import Category, Entry, Grade, Origin, Rule
from llmtui.model.entry import LINK_ROLES
from llmtui.present.glyphs import ASCII, UNICODE
from llmtui.present.score import score_line
from llmtui.problems import ProblemLog
from llmtui.search import KEYS, Query, View
from llmtui.search.fields import questions
from llmtui.toml_reader import Source, Table

generate = import_module("docs.generate")  # by name: the folder is no package, and a script of its own besides
ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
PAGES = (ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted(DOCS.glob("*.md")))
UNASKED = "zz"
"""A key that no table knows: the hint of its problem names those that the table does."""


def _page(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


CATALOG, FRAMEWORKS, QUERY = _page("catalog.md"), _page("frameworks.md"), _page("query.md")


def _section(text: str, heading: str) -> str:
    """The text under a heading, up to the next heading of any level."""
    found = re.search(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#+ |\Z)", _without_code(text), re.DOTALL | re.MULTILINE)
    assert found, f"there is no heading {heading!r}"
    return found[1]


def _without_code(text: str) -> str:
    return re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)


def _keys(text: str, heading: str) -> set[str]:
    """What the first column of a section's table documents."""
    return set(re.findall(r"^\| `([^`]+)` \|", _section(text, heading), re.MULTILINE))


def _examples(text: str) -> Iterator[str]:
    """The code in the columns headed `example`."""
    column = -1
    for line in text.split("\n"):
        cells = [cell.strip() for cell in line.strip("|").split("|")] if line.startswith("|") else []
        if not cells or "example" in cells:
            column = cells.index("example") if cells else -1
        elif column >= 0 and cells[column].startswith("`"):
            yield cells[column].strip("`")


def _commands(text: str) -> list[str]:
    """The lines of shell examples that call llmtui."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    return [line for block in blocks for line in block.splitlines() if line.startswith("llmtui ")]


def _write_files(text: str, folder: Path) -> list[str]:
    """Write the examples that begin with a comment naming their file."""
    files = re.findall(r"^```toml\n# (mine/\S+\.toml)\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"# {name}\n{content}", encoding="utf-8")
    return [name for name, _content in files]


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working directory, as a reader of the page would use."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


# The README


@pytest.mark.parametrize(
    ("line", "printed"),
    re.findall(
        r"^```console\n\$ (llmtui [^\n]+)\n(.*?)^```$",
        (ROOT / "README.md").read_text("utf-8"),
        re.DOTALL | re.MULTILINE,
    ),
)
def test_a_command_in_the_readme_prints_what_it_says(
    line: str, printed: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Column widths aside."""
    code = main(shlex.split(line)[1:])

    assert (0, printed.split()) == (code, capsys.readouterr().out.split())


# What is generated


GENERATED = ("commands", "keys", "catalog", "command ids", "schema")


@pytest.fixture(scope="module")
def generated() -> dict[str, tuple[Path, str]]:
    """The file of each generated page, and what it should hold."""
    return dict(zip(GENERATED, generate.pages(), strict=True))


@pytest.mark.parametrize("name", GENERATED)
def test_a_generated_page_is_up_to_date(generated: dict[str, tuple[Path, str]], name: str) -> None:
    """Run `python tests/docs/generate.py` where it is not."""
    path, text = generated[name]

    assert text == path.read_text("utf-8")


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_is_documented_with_all_its_arguments(name: str) -> None:
    section = _section(_page("commands.md"), f"llmtui {name}")
    arguments = generate.arguments_of(generate.parser_of(name))

    assert [] == [
        word for each in arguments for word in each.option_strings or [str(each.metavar)] if word not in section
    ]


@pytest.mark.parametrize("line", [line for name, line in generate.EXAMPLES.items() if name != "browse"])
def test_every_example_of_a_command_runs(line: str, mine: Path) -> None:
    assert 0 == main(shlex.split(line)[1:]), mine


def test_every_key_has_an_id_and_is_documented() -> None:
    page = _page("keys.md")
    bindings = [binding for each in generate.classes() for binding in generate.own(each)]

    assert [] == [binding for binding in bindings if not binding.id or f"| `{binding.id}` |" not in page]


def test_the_keys_of_every_screen_and_pane_are_documented() -> None:
    assert set(generate.PLACES) <= {each.__name__ for each in generate.classes()}


@pytest.mark.parametrize("view", ["CompareScreen", "LineageScreen", "MatrixScreen", "OverviewScreen"])
def test_every_key_of_a_view_is_documented_under_a_heading_that_names_the_view(view: str) -> None:
    (screen,) = (each for each in generate.classes() if each.__name__ == view)
    heading = generate.PLACES[view][0]
    shared = _section(_page("keys.md"), generate.PLACES["ViewScreen"][0])
    texts = _section(_page("keys.md"), heading) + (shared if heading.removeprefix("In ") in shared else "")
    bindings = [binding for each in screen.__mro__ if each in generate.classes() for binding in generate.own(each)]

    assert [] == [binding.id for binding in bindings if f"| `{binding.id}` |" not in texts]


# The query language


def test_every_query_key_is_documented_and_no_other() -> None:
    keys = set(re.findall(r"^\| ([a-z]+) \|", _section(QUERY, "Terms"), re.MULTILINE)) - {"key", "example"}

    assert set(KEYS) == keys


@pytest.mark.parametrize("text", list(_examples(QUERY)))
def test_a_query_example_is_understood_and_finds_something(text: str, bundled: Loaded) -> None:
    searcher = a_searcher(bundled.catalog)
    parsed = searcher.parse(text)

    assert ((), True) == (parsed.faults, bool(searcher.run(View(query=parsed.query)).hits))


@pytest.mark.parametrize("key", KEYS)
def test_every_query_key_has_an_example(key: str) -> None:
    assert any(re.match(rf"-?{key}[:<>=]", word) for example in _examples(QUERY) for word in example.split())


@pytest.mark.parametrize("line", _commands(QUERY))
def test_a_query_in_the_shell_finds_something(line: str) -> None:
    assert 0 == main(shlex.split(line)[1:])


@pytest.mark.parametrize(
    ("written", "message"), re.findall(r"^\| `([^`]+)` \| (.+) \|$", _section(QUERY, "What goes wrong"), re.MULTILINE)
)
def test_a_fault_is_reported_as_documented(written: str, message: str, bundled: Loaded) -> None:
    parsed = a_searcher(bundled.catalog).parse(written)

    assert (Query(), (message,)) == (parsed.query, parsed.faults)


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_documented_as_a_value(grade: Grade) -> None:
    assert f"`{grade.value}`" in _section(QUERY, "Openness")


# The catalogue's format


@pytest.fixture
def asked(mine: Path) -> dict[str, set[str]]:
    """The keys that the loader asks each table for, as the problems of unknown keys name them, by the table's place."""
    unknown = f"{UNASKED} = 1"
    entry = f"""
        name = "X"\nkind = "model"\n[links]\n{unknown}\n[[listed_in]]\nsource = "s"\n{unknown}
        [[assessments]]\nframework = "own"\ndate = "2024"\n{unknown}
        [assessments.grades]\npaper = {{ grade = "open", {unknown} }}"""
    framework = f"""
        {unknown}\n[[groups]]\nid = "g"\n{unknown}\n[[criteria]]\nid = "paper"\ngroup = "g"\n{unknown}"""
    snapshot = f"""[[snapshots]]\nsource = "s"\n{unknown}"""
    category = f"""[[categories]]\nid = "shelf"\n{unknown}"""
    for name, text in (
        ("base/x", entry),
        ("frameworks/own", framework),
        ("categories", category),
        ("snapshots", snapshot),
    ):
        path = mine / f"{name}.toml"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    problems = load([Origin(mine, "mine")]).problems
    assert {"unknown key"} == {problem.message for problem in problems}
    names = {problem: f"{problem.path.stem}:{problem.key.removesuffix(UNASKED).rstrip('.')}" for problem in problems}
    return {name: set(problem.hint.removeprefix("one of ").split(", ")) for problem, name in names.items()}


def test_every_key_of_an_entry_is_documented_and_no_other(tmp_path: Path) -> None:
    table = Table({"name": "X", "kind": "model"}, Source(tmp_path / "x.toml", "", ProblemLog()))

    build_entry(table, Category("base", "Base"), {}, {})

    assert table.asked == _keys(CATALOG, "Keys of an entry")


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        pytest.param("Links", "x:links", id="links"),
        pytest.param("Where it was found", "x:listed_in.1", id="listed-in"),
        pytest.param("Assessments", "x:assessments.1", id="assessments"),
        pytest.param("Grades", "x:assessments.1.grades.paper", id="grades"),
        pytest.param("Categories and sub-groups", "categories:categories.1", id="categories"),
        pytest.param("Snapshots", "snapshots:snapshots.1", id="snapshots"),
    ],
)
def test_every_key_of_a_table_is_documented_and_no_other(heading: str, place: str, asked: dict[str, set[str]]) -> None:
    assert asked[place] == _keys(CATALOG, heading)


@pytest.mark.parametrize(
    ("heading", "place"),
    [
        pytest.param("Keys of the file", "own:", id="file"),
        pytest.param("Keys of a group", "own:groups.1", id="group"),
        pytest.param("Keys of a criterion", "own:criteria.1", id="criterion"),
    ],
)
def test_every_key_of_a_framework_is_documented_and_no_other(
    heading: str, place: str, asked: dict[str, set[str]]
) -> None:
    assert asked[place] == _keys(FRAMEWORKS, heading)


def test_links_are_documented_in_the_order_in_which_they_are_shown() -> None:
    assert list(LINK_ROLES) == re.findall(r"^\| `(\w+)` \|", _section(CATALOG, "Links"), re.MULTILINE)


def test_every_category_is_documented(bundled: Loaded) -> None:
    section = _section(CATALOG, "Categories and sub-groups")

    assert [] == [each.id for each in bundled.catalog.categories if f"| {each.id} |" not in section]


def test_the_worked_example_validates(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    example = next(name for name in _write_files(CATALOG, mine) if "faulty" not in name)

    assert (0, "") == (main(["validate", example]), capsys.readouterr().out)


def test_the_worked_example_uses_every_key(mine: Path, asked: dict[str, set[str]]) -> None:
    example = next(name for name in _write_files(CATALOG, mine) if "faulty" not in name)
    text = (mine / example).read_text("utf-8")
    needed = {
        key for place in ("x:listed_in.1", "x:assessments.1", "x:assessments.1.grades.paper") for key in asked[place]
    }

    assert set() == {
        key
        for key in needed | _keys(CATALOG, "Keys of an entry")
        if not re.search(rf"(?m)(?:^|\W){key}(?: =|\.|\])", text)
    }


def test_the_faulty_example_is_reported_as_documented(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    faulty = next(name for name in _write_files(CATALOG, mine) if "faulty" in name)
    expected = re.search(rf"^```text\n({re.escape(faulty)}:.*?)^```$", CATALOG, re.DOTALL | re.MULTILINE)
    assert expected

    assert (1, expected[1]) == (main(["validate", faulty]), capsys.readouterr().out)


# Frameworks


def test_every_criterion_is_documented_with_its_label_and_topic(bundled: Loaded) -> None:
    criteria = [criterion for framework in bundled.catalog.frameworks.values() for criterion in framework.criteria]

    assert [] == [each.id for each in criteria if f"| `{each.id}` | {each.label} | `{each.topic}` |" not in FRAMEWORKS]


def test_every_word_that_a_query_can_ask_about_is_documented(bundled: Loaded) -> None:
    assert [] == [word for word in questions(bundled.catalog) if f"`{word}`" not in FRAMEWORKS]


def test_every_framework_is_documented_with_its_publication_and_licence(bundled: Loaded) -> None:
    for framework in bundled.catalog.frameworks.values():
        section = _section(FRAMEWORKS, framework.name)
        named = (framework.id, framework.short, str(len(framework.criteria)), framework.rule.value)
        cited = (framework.doi, framework.licence, framework.attribution)

        assert () == tuple(each for each in (*named, *cited) if each not in section)


@pytest.mark.parametrize("grade", Grade)
def test_every_grade_is_documented_with_its_signs(grade: Grade) -> None:
    row = f"| {grade.value} | `{UNICODE.grades[grade]}` | `{ASCII.grades[grade]}` |"

    assert row in _section(FRAMEWORKS, "What the signs mean")


def test_the_example_of_a_framework_validates(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _write_files(FRAMEWORKS, mine)

    assert (0, "") == (main(["validate", "mine"]), capsys.readouterr().out)


def test_the_example_of_a_framework_rates(mine: Path) -> None:
    _write_files(FRAMEWORKS, mine)
    catalog = load([Origin(bundled_folder(), "bundled"), Origin(mine / "mine", "mine")]).catalog

    (rating,) = (rate(catalog.frameworks["reading-room"], each) for each in catalog.entries["heron-base"].assessments)

    assert (1.0, 2.0, Rule.POINTS) == (rating.score, rating.maximum, rating.rule)


def test_a_gap_is_stated_as_documented(mine: Path) -> None:
    """The worked example of the catalogue's page has what a rating leaves open."""
    _write_files(CATALOG, mine)
    catalog = load([Origin(mine / "mine", "mine")]).catalog
    entry: Entry = catalog.entries["heron-chat"]
    (assessment,) = entry.assessments

    stated = score_line(rate(catalog.frameworks[assessment.framework], assessment), UNICODE, 0)

    assert "".join(cell.text for cell in stated).strip() in _section(FRAMEWORKS, "How a rating is stated")


# The code and the links


def test_every_room_has_its_line() -> None:
    rooms = {
        path.stem
        for path in (ROOT / "src" / "llmtui").iterdir()
        if not path.name.startswith("_") and (path.suffix == ".py" or (path / "__init__.py").exists())
    }

    assert rooms == _keys(_page("architecture.md"), "Rooms")


def test_every_shipped_checklist_has_its_line() -> None:
    shipped = {path.stem for path in (ROOT / "catalog" / "checklists").glob("*.toml")}

    assert shipped == _keys(_page("checklists.md"), "What is shipped")


def _links(text: str) -> set[str]:
    prose = re.sub(r"`[^`\n]*`", "", _without_code(text))
    found = re.findall(r"\]\(([^)\s]+)[^)]*\)|(?:src|href)=\"([^\"]+)\"", prose)
    return {one or other for one, other in found if not re.match(r"[a-z]+:", one or other)}


def _anchors(text: str) -> set[str]:
    """What the headings of a page are called in links to them."""
    headings = re.findall(r"^#+ (.+)$", _without_code(text), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def _leads_somewhere(page: Path, link: str) -> bool:
    """Whether the file is there, within the project, and has the heading that is named."""
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    if not target.is_relative_to(ROOT) or not target.exists():
        return False
    return not anchor or anchor in _anchors(target.read_text("utf-8"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_every_relative_link_leads_somewhere(page: Path) -> None:
    broken = [link for link in _links(page.read_text("utf-8")) if not _leads_somewhere(page, link)]

    assert [] == broken


@pytest.mark.parametrize("name", ["architecture", "catalog", "frameworks", "query", "commands", "keys", "update"])
def test_every_page_can_be_reached_from_the_readme(name: str) -> None:
    assert f"docs/{name}.md" in _links((ROOT / "README.md").read_text("utf-8"))
