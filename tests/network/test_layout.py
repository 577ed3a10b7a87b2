"""Places of nodes: on the plane, the same each time, the linked near one another, discs apart."""

from __future__ import annotations

import random
import subprocess
import sys
from itertools import combinations
from math import dist, isfinite
from pathlib import Path

import numpy as np
import pytest

from diplograph.network.layout import EXACT, place
from diplograph.network.mesh import Mesh, every_pair

Links = list[tuple[str, str, float]]


def communities(nodes: int, links: int, parts: int) -> tuple[list[str], Links]:
    """Nodes of `parts` groups of equal size; nine links of ten stay within their group."""
    chance = random.Random(7)
    names = [f"n{number:05d}" for number in range(nodes)]
    made = []
    for _ in range(links):
        one = chance.randrange(nodes)
        near = chance.randrange(nodes // parts) + one // (nodes // parts) * (nodes // parts)
        other = near if chance.random() < 0.9 else chance.randrange(nodes)
        made.append((names[one], names[min(other, nodes - 1)], 1.0))
    return names, made


@pytest.mark.parametrize(("nodes", "links"), [(200, 600), (1200, 6000)])
def test_groups_are_drawn_together(nodes: int, links: int) -> None:
    names, made = communities(nodes, links, parts=4)
    places = place(names, made)
    assert list(places) == names
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())
    size = nodes // 4
    groups = [[places[name] for name in names[part * size : (part + 1) * size]] for part in range(4)]
    middles = [tuple(np.mean(group, axis=0)) for group in groups]
    within = np.mean([dist(point, middles[n]) for n, group in enumerate(groups) for point in group])
    between = np.mean([dist(one, other) for one, other in combinations(middles, 2)])
    assert between > 1.5 * within


def test_discs_do_not_overlap_in_a_small_drawing() -> None:
    names, made = communities(150, 400, parts=3)
    assert len(names) <= EXACT
    sizes = {name: 4.0 + 96.0 * (number % 50 == 0) for number, name in enumerate(names)}
    places = place(names, made, sizes=sizes)
    lacking = [
        sizes[one] + sizes[other] - dist(places[one], places[other]) for one, other in combinations(names, 2)
    ]
    assert max(lacking) < 2.0


@pytest.mark.parametrize(
    ("nodes", "links"),
    [
        ([], []),
        (["a"], []),
        (["a"], [("a", "a", 1.0)]),
        (["a", "b"], [("a", "b", 2.0), ("b", "a", 1.0)]),
        ([f"n{n}" for n in range(50)], []),
        (["a", "b", "c", "d", "e"], [("a", "b", 1.0), ("c", "d", 1.0)]),
    ],
)
def test_the_smallest_networks(nodes: list[str], links: Links) -> None:
    places = place(nodes, links)
    assert list(places) == nodes
    assert len(set(places.values())) == len(nodes)
    assert all(isfinite(x) and isfinite(y) for x, y in places.values())


def test_parts_that_nothing_links_do_not_mingle() -> None:
    star: Links = [("hub", f"leaf{n}", 1.0) for n in range(20)]
    names = ["hub", *(f"leaf{n}" for n in range(20)), "alone", "x", "y"]
    places = place(names, [*star, ("x", "y", 1.0)])
    lowest = min(places[name][1] for name in names[:21])
    assert max(places[name][1] for name in ("alone", "x", "y")) < lowest


def test_the_same_places_whatever_the_seed_of_hashes(tmp_path: Path) -> None:
    code = (
        "import sys; sys.path[:0] = sys.argv[1:]\n"
        "from test_layout import communities\n"
        "from diplograph.network.layout import place\n"
        "for size in (100, 500): print(place(*communities(size, 3 * size, parts=5)))"
    )
    here = str(Path(__file__).parent)
    told = {
        subprocess.run(
            [sys.executable, "-c", code, here],
            env={"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    }
    assert len(told) == 1
    assert "n00000" in told.pop()


def test_the_mesh_pushes_as_all_pairs_do() -> None:
    chance = np.random.default_rng(3)
    x, y, mass = chance.normal(0, 100, 400), chance.normal(0, 100, 400), chance.uniform(1, 9, 400)
    exact_x, exact_y = every_pair(x, y, mass)
    mesh_x, mesh_y = Mesh(256)(x, y, mass)
    error = np.hypot(mesh_x - exact_x, mesh_y - exact_y)
    assert np.median(error / np.hypot(exact_x, exact_y)) < 0.05
    assert abs(mesh_x.sum()) < 1e-6 * np.abs(mesh_x).sum()
