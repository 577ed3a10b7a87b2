"""How well the program reads: its facts beside those that a careful reader took from the same texts."""

from diplograph.evaluation.ablation import Part
from diplograph.evaluation.evaluating import Evaluation, evaluate
from diplograph.evaluation.report import RESAMPLES, Report, report_of

__all__ = ["RESAMPLES", "Evaluation", "Part", "Report", "evaluate", "report_of"]
