"""`llmtui check CHECKLIST [NAME…]`: whether each condition is met, not met or unknown, and what says so."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Iterator, Sequence

from llmtui.checklists import Checker, Outcome, State, query_faults, unlisted
from llmtui.checklists.copies import lowered, of_other_release
from llmtui.cli.options import (
    PLAIN,
    add_catalog_options,
    add_format_option,
    add_plain_option,
    nearest_ids,
    open_catalogs,
    say_namesakes,
)
from llmtui.cli.output import Output
from llmtui.cli.own_entries import models_here
from llmtui.errors import ExitCode, NoAnswer, UsageError
from llmtui.exporters.checks import CHECK_FORMATS, Passed
from llmtui.model import Catalog
from llmtui.model.checklist import Checklist
from llmtui.present.canvas import WIDEST_PROSE, Canvas
from llmtui.present.checks import UNKNOWN_PASSES, check_lines
from llmtui.search import Searcher
from llmtui.search.named import as_named
from llmtui.search.names import Match
from llmtui.search.namesakes import namesakes
from llmtui.text import clean
from llmtui.toml_reader import suggest

_STDIN = "-"
_WIDEST = WIDEST_PROSE + 10
"""The most columns for a line; most lines are indented."""
_NAMED = 8
"""How many names a message lists."""


def configure(parser: ArgumentParser) -> None:
    """Declare its arguments."""
    shipped = "commercial-use, eu-ai-act-53-2, open-source, reproducible"
    parser.add_argument("checklist", metavar="CHECKLIST", help=f"a checklist: {shipped}, or the id of your own")
    parser.add_argument(
        "names", nargs="*", metavar="NAME", help="an id, a name, or what a registry calls it, with size and version"
    )
    parser.add_argument(
        "--names", dest="file", metavar="FILE", help=f"further names, one per line; {_STDIN} for standard input"
    )
    parser.add_argument("--scan", action="store_true", help="the models on this machine, as llmtui scan finds them")
    parser.add_argument(
        "--unknown",
        choices=("fail", "pass"),
        default="fail",
        help="whether a condition that is unknown lets an entry pass (fail); the output says so",
    )
    add_format_option(parser, CHECK_FORMATS)
    add_plain_option(parser)
    add_catalog_options(parser)


def run(arguments: Namespace, output: Output) -> int:
    """Check, and print the outcomes.

    Raises:
        UsageError: There is no such checklist, it cannot be used, or nothing is named.
        NoAnswer: A condition is not met or unknown.
    """
    searcher = open_catalogs(arguments).searcher
    checklist = _checklist(searcher.catalog, arguments.checklist)
    outcomes = list(_outcomes(arguments, searcher, checklist))
    if not outcomes:
        raise NoAnswer("no models in the folders of Hugging Face, Ollama and LM Studio")
    lenient = arguments.unknown == "pass"

    def passed(outcome: Outcome) -> bool:
        is_asked_about = outcome.entry is not None and outcome.applies
        return outcome.state is State.MET or (lenient and is_asked_about and outcome.state is State.UNKNOWN)

    _print(arguments, checklist, outcomes, passed, output)
    failed = [outcome for outcome in outcomes if not passed(outcome)]
    if failed:
        raise NoAnswer(f"{len(failed)} of {len(outcomes)} not known to meet every condition: {_named(failed)}")
    return ExitCode.OK


def _print(
    arguments: Namespace, checklist: Checklist, outcomes: Sequence[Outcome], passed: Passed, output: Output
) -> None:
    lenient = arguments.unknown == "pass"
    if arguments.format == PLAIN:
        from llmtui.exporters.plain import check_text  # noqa: PLC0415 - only who asks for it waits for it

        output.line(check_text(checklist, outcomes, unknown_passes=lenient))
    elif arguments.format != "table":
        output.text(CHECK_FORMATS[arguments.format](checklist, outcomes, passed, lenient))
    else:
        output.lines(check_lines(checklist, outcomes, Canvas(min(output.width, _WIDEST), output.glyphs)))
        if lenient:
            output.line(UNKNOWN_PASSES)


def _named(failed: Sequence[Outcome]) -> str:
    """The names and states of the first outcomes, and how many more there are."""
    named = ", ".join(f"{clean(each.name, 80)} ({each.state.value})" for each in failed[:_NAMED])
    return f"{named} and {len(failed) - _NAMED} more" if len(failed) > _NAMED else named


def _checklist(catalog: Catalog, name: str) -> Checklist:
    """The checklist of an id.

    Raises:
        UsageError: There is none, or its queries cannot be used.
    """
    checklist = catalog.checklists.get(name.casefold())
    if checklist is None:
        hint = suggest(name, catalog.checklists) if catalog.checklists else ""
        known = hint or f"use {', '.join(sorted(catalog.checklists))}"
        raise UsageError(f"there is no checklist {clean(name, 80)!r}", known)
    faults = query_faults(catalog, checklist)
    if faults:
        key, reason = faults[0]
        raise UsageError(f"the checklist {checklist.id} cannot be used: {key}: {reason}", "llmtui validate lists more")
    return checklist


def _outcomes(arguments: Namespace, searcher: Searcher, checklist: Checklist) -> Iterator[Outcome]:
    """The outcome for every name, in their order.

    Raises:
        UsageError: Nothing is named, or a file cannot be read.
    """
    names = [*arguments.names, *_listed(arguments.file)]
    if not (names or arguments.scan):
        raise UsageError("nothing to check", "name models, or use --names FILE or --scan")
    checker = Checker(searcher)
    for name in dict.fromkeys(names):
        yield _outcome(searcher, checker, checklist, clean(name, 500))
    if arguments.scan:
        yield from _scanned(searcher, checker, checklist)


def _outcome(searcher: Searcher, checker: Checker, checklist: Checklist, name: str) -> Outcome:
    found = searcher.resolve(name)
    if len(found.matches) > 1:
        return _ambiguous(checklist, name, [match.entry_id for match in found.matches])
    if not found.matches:
        nearest = nearest_ids(searcher, name, found)
        near = f"; similar names: {', '.join(nearest)}" if nearest else ""
        return unlisted(checklist, name, f"not in the catalogue{near}")
    named = as_named(searcher.catalog, found.matches[0], name)
    others = namesakes(searcher, named)
    if others and name.casefold() != named.entry.id:  # an id is asked for as such; any other name may mean either
        return _ambiguous(checklist, name, (named.entry.id, *others))
    say_namesakes(searcher, named)
    remarks = () if named.match.match is Match.EXACT and not named.is_sized else (named.sentence,)
    outcome = checker.of(named.entry).check(checklist, named.entry, name, remarks)
    return of_other_release(searcher.catalog, outcome) if named.release else outcome


def _ambiguous(checklist: Checklist, name: str, ids: Iterable[str]) -> Outcome:
    return unlisted(checklist, name, f"is a name of several entries: {', '.join(ids)}")


def _listed(file: str | None) -> Iterable[str]:
    """The names of a file.

    Raises:
        UsageError: It cannot be read as a whole. What was left out could not be checked.
    """
    if not file:
        return ()
    from llmtui.cli.names_input import names_in  # noqa: PLC0415 - only who asks for it waits for it
    from llmtui.problems import ProblemLog  # noqa: PLC0415 - as above

    log = ProblemLog()
    names = [found.name for found in names_in(file, log)]
    if problem := next(iter(log), None):
        raise UsageError(str(problem))
    return names


def _scanned(searcher: Searcher, checker: Checker, checklist: Checklist) -> Iterator[Outcome]:
    """The outcomes for the models on this machine, each with what its own card declares."""
    from llmtui.scan import survey  # noqa: PLC0415 - as in _listed

    for each in survey(searcher.catalog, models_here()):
        name = each.found.name
        if each.entry is None:
            ids = ", ".join(each.matched.others)
            reason = f"{each.matched.how.value} entries have this name: {ids}" if ids else "not in the catalogue"
            yield unlisted(checklist, name, reason)
            continue
        remarks = (*each.matched.remarks, *each.differences)
        outcome = checker.of(each.entry).check(checklist, each.entry, name, remarks)
        yield lowered(searcher.catalog, outcome, each.answers)
