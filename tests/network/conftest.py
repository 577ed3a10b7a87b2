"""Programs that open the files of networks."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from java_peers import JavaPeer


@pytest.fixture(scope="session")
def gephi() -> Iterator[JavaPeer]:
    """The Gephi Toolkit, from `make jvm`; the test fails without it."""
    peer = JavaPeer("gephi", "GephiPeer")
    yield peer
    peer.close()
