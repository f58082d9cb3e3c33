"""`llmtui propose ID --to INDEX`: an entry as a record of an index, or as a patch for a clone of its repository."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from llmtui.cli import diagnostics
from llmtui.cli.options import add_catalog_options, find_entry, open_catalogs
from llmtui.cli.output import Output
from llmtui.errors import NoAnswer, UsageError
from llmtui.importers import IMPORTERS, Importer
from llmtui.importers.patches import git_patch, revised
from llmtui.importers.proposals import INDICES, Proposal, propose
from llmtui.model import Assessment, Entry
from llmtui.text import clean


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    parser.add_argument("id", metavar="ID", help="the entry")
    parser.add_argument("--to", required=True, choices=INDICES, metavar="INDEX", help=f"one of {', '.join(INDICES)}")
    parser.add_argument("--of", default="", metavar="TEXT", help="the version or size judged, if several are")
    parser.add_argument(
        "--repo", metavar="CLONE", help="a clone of the index's repository: print a patch that git apply takes"
    )
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Print the record or the patch."""
    entry = find_entry(open_catalogs(arguments).searcher, arguments.id)
    assessment = _assessment(entry, arguments.to, arguments.of)
    importer = next(each for each in IMPORTERS if each.format == arguments.to)
    proposal = propose(entry, assessment, _record(entry, assessment, importer))
    if arguments.repo is None:
        output.text(proposal.text.rstrip("\n"))
        diagnostics.say(f"send it to the index as {proposal.path}")
        return 0
    patch = _patch(Path(arguments.repo), proposal, assessment, importer)
    if not patch:
        raise NoAnswer(f"{proposal.path} says the same already", "there is nothing to propose")
    output.text(patch.rstrip("\n"))
    return 0


def _assessment(entry: Entry, framework: str, of: str) -> Assessment:
    """The newest assessment of an entry by an index.

    Raises:
        NoAnswer: There is none.
    """
    found = [each for each in entry.assessments if each.framework == framework and (not of or each.of == of)]
    if not found:
        what = f"{entry.id} ({clean(of, 80)})" if of else entry.id
        raise NoAnswer(f"{what} is not judged by {framework}", f"llmtui edit {entry.id} adds an assessment")
    return found[-1]


def _record(entry: Entry, assessment: Assessment, importer: Importer) -> str:
    """Where the index has the record; empty if it has none. Of several, the one that is called like what is judged."""
    sources = {importer.format, importer.listed_as}
    listed = [each for each in entry.listed_in if each.source in sources and each.record]
    names = {name.casefold() for name in (assessment.of, assessment.name) if name}
    named = [each for each in listed if {each.name.casefold(), Path(each.record).stem.casefold()} & names]
    if named or len(listed) == 1:
        return (named or listed)[0].record
    return ""


def _patch(clone: Path, proposal: Proposal, assessment: Assessment, importer: Importer) -> str:
    """The patch for a clone.

    Raises:
        UsageError: It is not a folder, or its record cannot be read.
    """
    if not clone.is_dir():
        raise UsageError(f"there is no folder {clean(str(clone))}", "name a clone of the index's repository")
    path = clone / proposal.path
    if not path.exists():
        return git_patch(proposal.path, None, proposal.text)
    try:
        old = path.read_bytes().decode("utf-8")
        return git_patch(proposal.path, old, revised(importer, path, proposal, assessment))
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{clean(str(path))} cannot be read: {clean(str(error), 200)}") from error
