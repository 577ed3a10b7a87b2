"""Draw the pictures of docs/gephi.md in the Gephi Toolkit, from a store of data/corpus.

    make demo jvm
    .venv/bin/python scripts/render_gephi.py --store out/demo.store

Each picture is one list of jobs for tests/jvm/gephi/GephiPeer.java, in the order of the steps that the page
tells.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
IMAGES = ROOT / "docs" / "images"
GEPHI = ROOT / ".jvm" / "gephi"

EXPORTS = {
    "actors": (),
    "agreements": ("--view", "events", "--class", "Agreement", "--since", "2018"),
}
LABELS = (("labels", "1000", "24"),)
PICTURES = {
    "gephi-communities.png": (
        "actors",
        (("giant",), ("communities",), *LABELS),
        ("1200", "640", "font=34", "opacity=50"),
    ),
    "gephi-agreements.png": (
        "agreements",
        (("giant",), ("caption", "caption"), *LABELS),
        ("1000", "760", "font=34", "opacity=100", "thickness=2"),
    ),
    "gephi-timeline.png": (
        "agreements",
        (("giant",), ("caption", "caption"), *LABELS, ("window", "2025-01-01", "2025-12-31")),
        ("700", "480", "font=34", "opacity=100", "thickness=2"),
    ),
}


def main() -> int:
    """Write the pictures; 1 when Gephi refuses something."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--store", type=Path, default=ROOT / "out" / "demo.store")
    given = parser.parse_args()
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        for name, options in EXPORTS.items():
            words = ("export", "gexf", "--store", str(given.store), "-o", f"{folder}/{name}.gexf", *options)
            subprocess.run([sys.executable, "-m", "diplograph", *words], check=True)
        jobs: list[tuple[str, ...]] = []
        for picture, (name, steps, look) in PICTURES.items():
            jobs += [("open", f"{folder}/{name}.gexf"), *steps, ("picture", str(IMAGES / picture), *look)]
        path = f"{GEPHI / 'classes'}:{GEPHI / 'libs' / '*'}"
        text = "".join("\t".join(job) + "\n" for job in jobs)
        call = ["java", "-Xmx2g", "-cp", path, "GephiPeer"]
        done = subprocess.run(call, input=text, stdout=subprocess.PIPE, text=True, check=True)
    failures = [line for line in done.stdout.splitlines() if line.startswith("failed")]
    print("\n".join(failures or [f"written to {IMAGES.relative_to(ROOT)}: {', '.join(PICTURES)}"]))
    return int(bool(failures))


if __name__ == "__main__":
    sys.exit(main())
