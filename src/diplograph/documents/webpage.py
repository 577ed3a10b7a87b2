"""HTML: the main text of a page, found by trafilatura."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from diplograph.documents.declared import declared_fields
from diplograph.documents.decoding import decode
from diplograph.documents.quiet import quiet
from diplograph.documents.values import Content
from diplograph.errors import DocumentError

_UNREAD = ("script", "style", "noscript", "template")
# Marks inside sentences: trafilatura drops some with their words and sets blanks around others.
_UNWRAPPED = ["abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "dfn", "em", "font", "i"]
_UNWRAPPED += ["ins", "kbd", "label", "mark", "output", "q", "s", "samp", "small", "strong", "sub", "sup"]
_UNWRAPPED += ["time", "tt", "u", "var"]
_SHORTEST = 50  # characters of a text that trafilatura is trusted to have found whole; its own value is 250
_LINES = {"head", "p", "item", "cell", "quote", "code", "row", "list", "table", "lb"}
# trafilatura turns every blank into a plain space; these stand for the no-break ones on the way through.
_STAND_INS = ({"\u00a0": "␠", "\u202f": "␣"}, {"\u00a0": "⍽", "\u202f": "⌴"})


def read_webpage(data: bytes, where: str) -> Content:
    """Read an HTML page: paragraphs, headings, items and cells of its main text, one a line.

    Raises:
        DocumentError: it is not text, or no text is left beside scripts and navigation.
    """
    import trafilatura  # noqa: F401  (here, so that a missing library is not taken for a bad page)

    text = decode(data, where=where, declares=True)
    with quiet("trafilatura", "htmldate", "courlan", "justext"):
        try:
            found = _read(text)
        except Exception as error:  # a parser of wild markup: whatever it stumbles on, the page is unreadable
            raise DocumentError(
                f"cannot be read as HTML: {type(error).__name__}", where=where, hint="save its text as .txt"
            ) from error
    if found is None or not found.text.strip():
        raise DocumentError(
            "has no text: only scripts or navigation",
            where=where,
            hint="save the page once it is displayed, or its text as .txt",
        )
    return found


def _read(text: str) -> Content | None:
    import lxml.html
    from trafilatura import bare_extraction
    from trafilatura.settings import use_config

    parser = lxml.html.HTMLParser(encoding="utf-8")
    # libxml2 ends the page at the first NUL; a lone surrogate has no UTF-8.
    page = text.replace("\x00", "").encode("utf-8", errors="ignore")
    try:
        tree = lxml.html.document_fromstring(page, parser=parser)
    except lxml.etree.ParserError:  # nothing but comments
        return None
    fields = declared_fields(tree)
    _prepare(tree)
    stand_ins = next(
        (signs for signs in _STAND_INS if not any(sign in text for sign in signs.values())), dict[str, str]()
    )
    _replace(tree, stand_ins)
    config = use_config()
    config.set("DEFAULT", "min_extracted_size", str(_SHORTEST))
    extracted = bare_extraction(
        tree, include_comments=False, include_tables=True, with_metadata=False, config=config
    )
    if extracted is None or isinstance(extracted, dict) or extracted.body is None:
        return None
    body = "".join(_lines(extracted.body))
    lines = [line.strip(" \t") for line in body.split("\n")]
    joined = "\n".join(line for line in lines if line)
    return Content(joined.translate({ord(sign): blank for blank, sign in stand_ins.items()}), fields)


def _prepare(tree: Any) -> None:
    """Take out what is not read, and the marks inside sentences: their words stay."""
    from lxml import etree

    etree.strip_elements(tree, *_UNREAD, etree.Comment, etree.ProcessingInstruction, with_tail=False)
    for quotation in tree.iter("q"):  # browsers draw the quotes
        quotation.text = f"«\u00a0{quotation.text or ''}"
        quotation.tail = f"\u00a0»{quotation.tail or ''}"
    plain_spans = [span for span in tree.iter("span") if not span.attrib]
    for element in [*_links_in_sentences(tree), *plain_spans]:
        element.tag = "b"
    etree.strip_tags(tree, *_UNWRAPPED)


def _links_in_sentences(tree: Any) -> Iterator[Any]:
    """Links that are the smaller part of their paragraph; menus are known by theirs, so those stay."""
    for paragraph in tree.iter("p"):
        links = list(paragraph.iter("a"))
        if sum(len(link.text_content()) for link in links) * 2 < len(paragraph.text_content()):
            yield from links


def _replace(tree: Any, characters: dict[str, str]) -> None:
    table = str.maketrans(characters)
    for element in tree.iter():
        if element.text:
            element.text = element.text.translate(table)
        if element.tail:
            element.tail = element.tail.translate(table)


def _lines(element: Any) -> Iterator[str]:
    """The text of the extracted tree, a line break around whatever stands on its own."""
    apart = "\n" if element.tag in _LINES else ""
    yield apart
    yield (element.text or "").replace("\n", " ")
    for child in element:
        yield from _lines(child)
        yield (child.tail or "").replace("\n", " ")
    yield apart
