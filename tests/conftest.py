"""Fixtures that the whole suite shares."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from spacy.language import Language

    from java_peers import Jena, Owl

pytest_plugins = ["suite_rules"]

# Machines are shared: how long an example takes tells nothing of the code. The suite tries the same examples
# each time, so that a failure is of the change before it; `--hypothesis-profile=search` looks for new ones.
_PATIENT = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("search", _PATIENT)
settings.register_profile("suite", _PATIENT, derandomize=True)
settings.load_profile("suite")


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The pinned French model; a test that asks for it carries the mark `model`."""
    from diplograph.language import load_pipeline

    return load_pipeline()


@pytest.fixture(scope="session")
def jena() -> Iterator[Jena]:
    """Apache Jena, from `make jvm`; the test fails without it."""
    from java_peers import Jena

    peer = Jena()
    yield peer
    peer.close()


@pytest.fixture(scope="session")
def owl() -> Iterator[Owl]:
    """The OWL API and HermiT, from `make jvm`; the test fails without them."""
    from java_peers import Owl

    peer = Owl()
    yield peer
    peer.close()
