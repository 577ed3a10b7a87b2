"""The schema of GEXF 1.3, which lies beside the checkout."""

from __future__ import annotations

from pathlib import Path

from lxml import etree

SCHEMA = etree.XMLSchema(etree.parse(Path(__file__).parents[3] / "shared" / "gexf" / "gexf.xsd"))
