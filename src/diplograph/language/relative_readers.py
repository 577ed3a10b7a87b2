"""Readers of dates told from another: "il y a deux ans", "le lendemain", "à l'automne"."""

from __future__ import annotations

import re

from diplograph.language import periods
from diplograph.language.date_context import TOKEN, Context, Found, after_last, number_of, span_of
from diplograph.language.tense import Tense
from diplograph.model import Span

_YEAR_SAID = re.compile(r"[ -](?:de |d'|\d{4}|dernier|derniere|prochain|passe|suivant|meme)")
_AND = re.compile(r" et (?P<day>[a-z'-]+)")  # "demain et après-demain"
_OF = re.compile(r" (?:de |d'|du |des |ou )")  # "le lendemain de la visite"


def match_ago(context: Context, start: int) -> Found:
    """ "Il y a deux ans"."""
    return _distance(context, context.words.ago.match(context.folded, start), -1)


def match_ahead(context: Context, start: int) -> Found:
    """ "Dans trois mois"."""
    return _distance(context, context.words.ahead.match(context.folded, start), 1)


def match_later(context: Context, start: int) -> Found:
    """ "Deux ans plus tard": so long after the date told last."""
    match = context.words.later.match(context.folded, start)
    if match is None:
        return None
    unit = context.words.spans[match["span"]]
    amount = context.words.ways[match["way"]] * number_of(match["number"], context.words)
    return after_last(context, match, unit, amount)


def _distance(context: Context, match: re.Match[str] | None, sign: int) -> Found:
    if match is None:
        return None
    unit = context.words.spans[match["span"]]
    amount = sign * number_of(match["number"], context.words)
    return span_of(context, match), periods.shifted(unit, amount, published=context.published)


def match_phrase(context: Context, start: int) -> Found:
    """ "Hier", "l'an dernier", "le lendemain", "à l'automne": the expressions of the table."""
    first = TOKEN.match(context.folded, start)
    pattern = context.words.phrases[first.group()] if first else None
    match = pattern.match(context.folded, start) if pattern else None
    if match is None:
        return None
    key = re.sub(r"\s+", " ", match.group())
    if key in context.words.then and not _OF.match(context.folded, match.end()):
        return after_last(context, match, *context.words.then[key])
    if key in context.words.seasons:
        return _season(context, match, context.words.seasons[key])
    relative = context.words.relative.get(key)
    if relative is None:
        return span_of(context, match), None
    period = periods.shifted(*relative, published=context.published)
    then = pattern and _AND.match(context.folded, match.end())
    last = context.words.relative.get(then["day"]) if then else None
    if then and last and last[0] == relative[0] == "day" and last[1] > relative[1]:
        end = periods.shifted(*last, published=context.published)
        whole = Span(span_of(context, match).start, then.end())
        return whole, periods.period_of(period.start, end.start) if period and end else None
    return span_of(context, match), period


def _season(context: Context, match: re.Match[str], month: int) -> Found:
    """The year of "à l'automne", by the tense; None before a year or "dernier", which tell it themselves."""
    if _YEAR_SAID.match(context.folded, match.end()):
        return None
    upcoming = context.tense(match.start()) is Tense.FUTURE
    year = periods.likely_year(month, 0, published=context.published, upcoming=upcoming)
    return (span_of(context, match), periods.period_of(periods.iso(year))) if year else None
