"""Documents in, a store out: the stages run for many documents, in parallel, and again only where needed."""

from diplograph.build.building import build
from diplograph.build.report import BuildReport, Failure, Progress

__all__ = ["BuildReport", "Failure", "Progress", "build"]
