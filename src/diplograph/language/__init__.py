"""From a document to its analysed text: tokens, sentences, dates and amounts."""

from diplograph.language.analysis import AnalysedText, analyse, analyse_parsed
from diplograph.language.folding import fold, plain, spellings
from diplograph.language.mentions import AmountMention, DateMention
from diplograph.language.names import find_names
from diplograph.language.pipeline import load_pipeline

__all__ = [
    "AmountMention",
    "AnalysedText",
    "DateMention",
    "analyse",
    "analyse_parsed",
    "find_names",
    "fold",
    "load_pipeline",
    "plain",
    "spellings",
]
