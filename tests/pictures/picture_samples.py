"""What the pictures of the tests show."""

from __future__ import annotations

from dataclasses import replace

from diplograph.model import Evidence, Fact

TEXT = (
    "Le président du Kazakhstan a effectué une visite d’État en France. "
    "Orano exploite une mine <au> Kazakhstan & ailleurs. Vicat y est aussi."
)
NASTY = '</script><b>"Orano" & $Cie$</b> 🇰🇿 \u202bسلام\u202c'


def said(fact: Fact, start: int, end: int) -> Fact:
    """A fact that other words of `TEXT` state."""
    return replace(fact, evidence=(Evidence(start, end, TEXT[start:end], "test:1"),))
