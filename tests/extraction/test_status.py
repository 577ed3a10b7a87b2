"""The conditional by its endings, for the parser takes it for an imperfect or a future."""

from __future__ import annotations

import pytest

from diplograph.extraction.sentences.status import is_conditional

CONDITIONALS = """
    serait seraient aurait auraient ferait créerait signerait livrerait rencontrerait finirait couvrirait
    construirait investirait sortirait viendrait tiendrait vendrait voudrait devrait recevrait suivrait
    mettrait permettrait connaîtrait conclurait pourrait verrait enverrait irait
"""
IMPERFECTS = """
    était avait déclarait préparait montrait entrait assurait demeurait considérait rencontrait offrait
    ouvrait couvrait livrait souffrait durait espérait opérait gérait désirait tirait retirait attirait
    aspirait virait encadrait serrait paraissait figurait mesurait intégrait administrait célébrait
"""


@pytest.mark.parametrize("verb", CONDITIONALS.split())
def test_a_conditional_is_told(verb: str) -> None:
    assert is_conditional(verb)


@pytest.mark.parametrize("verb", IMPERFECTS.split())
def test_an_imperfect_in_r_is_no_conditional(verb: str) -> None:
    assert not is_conditional(verb)
