"""Opening up ChatGPT: `projects/*.yaml` of its repository, 14 criteria per project."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from llmtui.importers.known_slips import report_slips
from llmtui.importers.records import (
    LONGEST_NAME,
    LONGEST_TEXT,
    Block,
    Draft,
    has_licence_line,
    make_draft,
    open_record,
    record_files,
)
from llmtui.importers.values import base_of, judgement_of, link_roles, links_of
from llmtui.model import Assessment, Entry
from llmtui.problems import Problem, ProblemLog
from llmtui.text import clean

CRITERIA = {
    "opencode": "open_code",
    "llmdata": "llm_data",
    "llmweights": "llm_weights",
    "rldata": "rl_data",
    "rlweights": "rl_weights",
    "license": "license",
    "code": "code",
    "architecture": "architecture",
    "preprint": "preprint",
    "paper": "paper",
    "modelcard": "model_card",
    "datasheet": "data_sheet",
    "package": "package",
    "api": "api",
}
"""The keys of a record and the criteria they are here."""


class OpeningUpChatgpt:
    """Reads the records of Opening up ChatGPT."""

    format = "opening-up-chatgpt"
    adds_entries = True
    dated = False
    source = "https://opening-up-chatgpt.github.io"
    listed_as = "opening-up-chatgpt"
    folder = "projects"

    def files(self, source: Path) -> tuple[Path, ...]:
        """The records of the repository, or of its folder `projects`."""
        return record_files(source, self.folder)

    def read(self, path: Path, date: str, log: ProblemLog) -> Draft | None:
        """The draft of one project; None for the template and for what cannot be read."""
        opened = open_record(path, log)
        if opened is None:
            return None
        document, top = opened
        project, org = top.block("project"), top.block("org")
        name = _name(project, path)
        if not name:
            return None
        if not has_licence_line(document):
            log.add(Problem(path, "carries no licence line of its own", hint="CC-BY-4.0 by the readme of the source"))
        draft = self._draft(_Parts(top, project, org), path, name, date)
        report_slips(self.format, path, document.text, log)
        return draft

    def _draft(self, parts: _Parts, path: Path, name: str, date: str) -> Draft:
        top, project, org = parts
        judgements = {CRITERIA[key]: judgement for key in CRITERIA if (judgement := judgement_of(top, key))}
        links, rest = links_of(project, "link")
        org_remarks = maker_remarks(org)
        return make_draft(
            f"projects/{path.name}",
            path,
            name=name,
            placement=("instruction", ""),
            assessment=Assessment(self.format, judgements, date, self.source, name=name),
            links=link_roles(links),
            summary=(project.text("notes", LONGEST_TEXT), org.text("notes", LONGEST_TEXT)),
            maker=org.text("name", wanted=True),
            base=base_of(project, "llmbase", name),
            licence=project.text("license", LONGEST_NAME, wanted=True),
            training_data=project.text("rlbase", 500, wanted=True),
            remarks=(
                *(f"project.link: {each}" for each in rest),
                *org_remarks,
                *project.finish(),
                *org.finish(),
                *top.finish(),
            ),
        )


class _Parts(NamedTuple):
    """A record, and the two blocks of it that hold no criteria."""

    top: Block
    project: Block
    org: Block


def _name(project: Block, path: Path) -> str:
    """What a project is called; empty for the template, which is reported."""
    if name := project.text("name", LONGEST_NAME):
        return name
    if not any(project.get(key) for key in ("link", "llmbase", "license")):
        project.problem("name", "a template without a project; it is left out", skipped=True)
        return ""
    name = clean(path.stem, LONGEST_NAME)
    project.problem("name", "is empty; the site leaves the record out", f"called {name} after its file")
    return name


def project_block(entry: Entry, name: str, link: str | None) -> dict[str, str | None]:
    """The block `project` of an entry's record, as `read` takes it apart."""
    return {
        "name": name,
        "link": link,
        "notes": entry.summary or None,
        "llmbase": ", ".join(entry.base) or None,
        "rlbase": entry.training_data or None,
        "license": entry.licence or None,
    }


def maker_remarks(org: Block) -> tuple[str, ...]:
    """The maker's own page, which no entry has a place for."""
    if isinstance(org.get("link"), tuple):
        org.problem("link", "is a list")
    links, rest = links_of(org, "link")
    return tuple(f"org.link: {each}" for each in (*links, *rest))
