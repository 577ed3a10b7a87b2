"""Text as the writers of network files need it: without what no format can hold, many times over."""

from __future__ import annotations

import re

# XML 1.0 has no place for these, not even escaped; a lone surrogate cannot be encoded.
_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BREAKS = str.maketrans("\n\t\r", "   ")
_unclean = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]").search
_special = re.compile('[\x00-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff&<>"]').search


def clean(text: str) -> str:
    """A text of one line: breaks and tabs become spaces, other control characters and surrogates go."""
    if _unclean(text) is None:
        return text
    return _CONTROLS.sub("", text).translate(_BREAKS)


def named(label: str, otherwise: str) -> str:
    """A clean label; what else there is when nothing of it is seen."""
    text = clean(label)
    return text if text.strip() else otherwise


def escape(text: str) -> str:
    """A clean text as content of XML, or as the value of an attribute between double quotes."""
    if _special(text) is None:
        return text
    text = clean(text).replace("&", "&amp;").replace("<", "&lt;")
    return text.replace(">", "&gt;").replace('"', "&quot;")
