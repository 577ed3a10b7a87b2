"""SHACL: what does not conform is reported and set apart from what does."""

from diplograph.validation.checker import validate
from diplograph.validation.quarantine import split
from diplograph.validation.report import Report, Violation
from diplograph.validation.results import Result
from diplograph.validation.shapes import Shapes, bundled_shapes, load_shapes

__all__ = ["Report", "Result", "Shapes", "Violation", "bundled_shapes", "load_shapes", "split", "validate"]
