"""What an error keeps on its way from a worker process, and how it is told."""

from __future__ import annotations

import pickle

import pytest

from diplograph.errors import GoldError, TableError
from diplograph.knowledge.tables import raise_all


def test_an_error_comes_back_from_a_worker_with_all_that_it_tells() -> None:
    error = GoldError("is bad", where="a.json:1", hint="mend it", others=[TableError("too", where="b:2")])
    back = pickle.loads(pickle.dumps(error))
    assert type(back) is GoldError
    assert back.lines() == error.lines() == ("a.json:1: is bad (mend it)", "b:2: too")
    assert str(back) == "a.json:1: is bad (mend it)\nb:2: too"


def test_a_reason_of_several_lines_is_told_in_one() -> None:
    assert GoldError("is\n  bad", where="a", hint="mend\nit").lines() == ("a: is bad (mend it)",)


def test_faults_of_the_tables_are_told_in_a_line_each() -> None:
    raise_all([])
    with pytest.raises(TableError) as caught:
        raise_all([TableError("one", where="a:1", hint="mend"), TableError("two", where="a:2")])
    assert caught.value.lines() == ("a:1: one (mend)", "a:2: two")
