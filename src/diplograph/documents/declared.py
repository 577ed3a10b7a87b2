"""Title, date and publisher of an HTML page, as the page declares them.

A date can also be guessed, from the address or the text and against today's: a guess is not a date of
publication, and the clock would make two runs differ.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from diplograph.documents.cleaning import clean_line, iso_date
from diplograph.documents.values import Fields

_TITLES = ("og:title", "twitter:title", "dc.title", "dcterms.title")
_DATES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dc.date",
    "dcterms.date",
    "dc.date.created",
    "dcterms.created",
    "pubdate",
    "publish-date",
    "date",
)
_SOURCES = ("og:site_name", "dc.publisher", "dcterms.publisher", "application-name")


def declared_fields(tree: Any) -> Fields:
    """What a page (an lxml tree) declares of itself, in its header, in JSON-LD or by marks in its text."""
    declared: dict[str, str] = {}
    for meta in tree.iter("meta"):
        name = meta.get("property") or meta.get("name") or meta.get("itemprop") or ""
        declared.setdefault(name.strip().lower(), clean_line(meta.get("content") or ""))
    title = next((declared[name] for name in _TITLES if declared.get(name)), "") or _title(tree)
    dates = [declared.get(name, "") for name in _DATES]
    dates += list(_linked_dates(tree))
    dates += _marked_dates(tree)
    return Fields(
        title=title,
        published=next((date for value in dates if (date := iso_date(value))), ""),
        source=next((declared[name] for name in _SOURCES if declared.get(name)), ""),
    )


def _title(tree: Any) -> str:
    """The page's title; its heading when the title is that with the name of the site around it."""
    title = next((clean_line(found.text_content()) for found in tree.iter("title")), "")
    heading = next((clean_line(found.text_content()) for found in tree.iter("h1")), "")
    return heading if len(heading) * 2 > len(title) and heading in title else title or heading


def _marked_dates(tree: Any) -> list[str]:
    """Dates marked in the text as that of publication, then the article's date if it marks one alone."""
    times = [time for time in tree.iter("time") if time.get("datetime")]
    published = [
        time.get("datetime")
        for time in times
        if time.get("pubdate") is not None
        or time.get("itemprop") == "datePublished"
        or "published" in (time.get("class") or "").split()
    ]
    article = next(tree.iter("article"), None)
    own = (
        []
        if article is None
        else [time.get("datetime") for time in article.iter("time") if time.get("datetime")]
    )
    return published + (own if len({iso_date(date) for date in own}) == 1 else [])


def _linked_dates(tree: Any) -> Iterator[str]:
    for script in tree.iter("script"):
        if (script.get("type") or "").strip().lower() != "application/ld+json":
            continue
        try:
            data = json.loads(script.text or "")
        except (ValueError, RecursionError):
            continue
        things = data if isinstance(data, list) else [data]
        for thing in things:
            graph = thing.get("@graph") if isinstance(thing, dict) else None
            for node in [thing, *(graph if isinstance(graph, list) else [])]:
                date = node.get("datePublished") if isinstance(node, dict) else None
                if isinstance(date, str):
                    yield date
