"""The analyst's hand: the ledger of decisions, and the desk where doubtful facts are decided."""

from diplograph.curation.ledger import Ledger, parse_ledger, read_ledger
from diplograph.curation.remembering import forget_ledger, ledger_of, remember_ledger, remembered_ledger
from diplograph.curation.writing import add_line, remove_line, spell_in_keys

__all__ = [
    "Ledger",
    "add_line",
    "forget_ledger",
    "ledger_of",
    "parse_ledger",
    "read_ledger",
    "remember_ledger",
    "remembered_ledger",
    "remove_line",
    "spell_in_keys",
]
