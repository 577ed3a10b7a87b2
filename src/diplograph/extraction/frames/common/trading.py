"""What a company is known to do, as far as the text has spoken of it."""

from __future__ import annotations

from diplograph.extraction.sentences.sentence import Sentence

# Of whom these say nothing: a bank's presence is not "finance".
NO_TRADE = frozenset({"investment", "trade", "economy", "politics", "development", "finance"})


def trade_told(sentence: Sentence, company: str) -> tuple[str, ...]:
    """The one trade of a company that the text has spoken of by then; () when of none or of several."""
    told = {hit.payload.code for hit in sentence.source.scan.sectors if hit.start < sentence.end}
    trades = sentence.source.knowledge.gazetteer.company_sectors.get(company, ())
    spoken = [t for t in trades if t not in NO_TRADE and any(f"{code}.".startswith(f"{t}.") for code in told)]
    narrow = [t for t in spoken if not any(o.startswith(f"{t}.") for o in spoken)]
    return tuple(narrow) if len(narrow) == 1 else ()


def trade_of(sentence: Sentence, who: tuple[str, ...]) -> tuple[str, ...]:
    """The one trade of who builds a plant of which nothing else is said: a brewer's is no steelworks."""
    known = sentence.source.knowledge.gazetteer.company_sectors
    trades = {code for key in who for code in known.get(str(key), ())}
    if len(trades) == 1:
        return tuple(trades)
    told = dict.fromkeys(code for key in who for code in trade_told(sentence, str(key)))
    return tuple(told) if len(told) == 1 else ()
