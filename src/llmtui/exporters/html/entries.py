"""An entry in full: what it is, where it comes from, and each assessment with its evidence."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from llmtui.exporters.html.grades import evidence, signed
from llmtui.exporters.html.markup import Html, element, fragment, link, spans
from llmtui.frameworks import KnownAssessment, known_assessments
from llmtui.model import Assessment, Catalog, Criterion, Entry, Listing
from llmtui.model.keys import ENTRY_KEYS, Key, SearchIn
from llmtui.present.detail import facts
from llmtui.present.glyphs import ROLES, UNICODE
from llmtui.present.score import score_line

_NAMES = tuple(key for key in ENTRY_KEYS if key.heading and key.search is SearchIn.NAMES)
_OTHERS = tuple(key for key in reversed(ENTRY_KEYS) if key.heading and key.search is not SearchIn.NAMES)
"""The longest texts come first, which are the last keys of a file."""


def entries_section(catalog: Catalog, entries: Sequence[Entry], framework: str) -> Html:
    """All entries, in the order given."""
    here = frozenset(entry.id for entry in entries)
    articles = (_article(catalog, entry, framework, here) for entry in entries)
    heading = element("h2", f"Entries ({len(entries)})")
    return element("section", heading, *articles, id="entries")


def _article(catalog: Catalog, entry: Entry, framework: str, here: frozenset[str]) -> Html:
    category = catalog.category(entry.category)
    line = " · ".join((category.label if category else entry.category, *facts(entry, UNICODE)))
    judged = [_assessment(each) for each in known_assessments(catalog.frameworks, entry, framework)]
    head = element(
        "header",
        element("h3", element("bdi", entry.name), " ", element("code", entry.id)),
        element("p", line, class_="muted"),
        element("p", f"! {entry.notice}", class_="notice") if entry.notice else "",
        element("p", entry.summary) if entry.summary else "",
        element("p", *_links(entry), class_="links") if entry.links else "",
        _facts(catalog, entry, here),
    )
    unjudged = element("p", "No index has judged it yet.", class_="muted")
    return element("article", head, *(judged or [unjudged]), id=f"e-{entry.id}")


def _links(entry: Entry) -> Iterable[str]:
    for each in entry.links:
        yield link(each.url, each.role, title=each.url)
        yield " "


def _facts(catalog: Catalog, entry: Entry, here: frozenset[str]) -> Html:
    derived = [each.id for each in catalog.derived_from(entry.id) if each.id in here]
    rows = (
        *_said(entry, _NAMES),
        ("Derives from", _relatives(catalog, entry.base, here)),
        ("Reproduces", _relatives(catalog, entry.reproduces, here)),
        ("Derived from it", _relatives(catalog, derived, here)),
        *_said(entry, _OTHERS),
        ("Listed in", fragment(["; ".join(map(_listing, entry.listed_in))])),
    )
    pairs = (fragment((element("dt", term), element("dd", value))) for term, value in rows if value)
    return element("dl", *pairs)


def _said(entry: Entry, keys: Iterable[Key]) -> Iterable[tuple[str, Html]]:
    return ((key.heading, fragment([key.words(entry)])) for key in keys)


def _relatives(catalog: Catalog, names: Iterable[str], here: frozenset[str]) -> Html:
    """Other entries, with links to those that the page has."""
    known = ((name, catalog.base_name(name)) for name in names)
    linked = [
        element("a", element("bdi", shown), href=f"#e-{name}") if name in here else element("bdi", shown)
        for name, shown in known
    ]
    return fragment(each for at, one in enumerate(linked) for each in ((", ", one) if at else (one,)))


def _listing(listing: Listing) -> str:
    parts = (listing.source, listing.section, f"as {listing.name}" if listing.name else "")
    return ", ".join(filter(None, parts))


def _assessment(known: KnownAssessment) -> Html:
    framework, assessment = known.framework, known.assessment
    subject = " · ".join(filter(None, (framework.name, assessment.of, assessment.date)))
    summary = element("summary", subject, " · ", spans(score_line(known.rating, UNICODE, 0)))
    bodies = (_group(group.label, criteria, assessment) for group, criteria in framework.grouped if criteria)
    source = element("p", "Source: ", link(assessment.source), class_="muted") if assessment.source else ""
    reasons = (element("p", reason) for reason in known.rating.reasons)
    return element("details", summary, *reasons, element("table", *bodies, class_="judged"), source)


def _group(label: str, criteria: Iterable[Criterion], assessment: Assessment) -> Html:
    head = element("tr", element("th", label, scope="rowgroup", colspan=3))
    return element("tbody", head, *(_criterion(each, assessment) for each in criteria))


def _criterion(criterion: Criterion, assessment: Assessment) -> Html:
    judgement = assessment.judgement(criterion.id)
    words = (f"Licence: {judgement.licence}" if judgement.licence else "", judgement.note)
    notes = (element("div", text) for text in words if text)
    return element(
        "tr",
        element("th", criterion.label, scope="row"),
        element("td", signed(type(judgement)(judgement.grade)), class_=ROLES[judgement.grade].value),
        element("td", evidence(judgement.evidence), *notes),
    )
