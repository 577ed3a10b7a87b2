"""The network as one page for a browser: zoom, search, filter, and click a link for its sentences.

Everything is in the page, BokehJS (BSD-3-Clause) too, which the bokeh package carries: it opens without a
network, from a disk or a mail. The same graph gives the same bytes: ids that Bokeh counts up in a process
are numbered anew.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING, Any

from diplograph.errors import UsageError
from diplograph.network.layout import place
from diplograph.network.looks import colour, strengths
from diplograph.network.records import Edge, Network, Node
from diplograph.pictures.curves import curves
from diplograph.pictures.selection import best_linked
from diplograph.pictures.sizes import diameters
from diplograph.pictures.strokes import hexadecimal, stroke
from diplograph.query.citations import Citation, cite
from diplograph.query.rows import select
from diplograph.query.wording import named, wording
from diplograph.rdf.vocabulary import ALT_LABEL, dg
from diplograph.store import Store

if TYPE_CHECKING:
    from bokeh.plotting import figure as Figure  # noqa: N812

MOST_NODES = 2000  # a browser draws that many smoothly; more are left out, and the page says so
_HERE = Path(__file__).parent


def network_page(store: Store, network: Network, *, language: str, limit: int = MOST_NODES) -> str:
    """The page, for a network projected from this store.

    Args:
        limit: of nodes; the best linked are kept.
    Raises:
        UsageError: the network has no links, or bokeh is not installed.
    """
    drawn, left = best_linked(network, limit)
    if not drawn.edges:
        hint = "widen the filters, or build the store first"
        raise UsageError("there is nothing to draw: no fact links two things", hint=hint)
    words = wording("page", language)
    documents = _documents(store)
    title = words["title"].format(count=documents)
    graph = _graph(store, drawn, language)
    filled = {
        "title": escape(title),
        "language": language,
        "filters": _filters(drawn, graph, left),
        "graph": _embedded(graph),
        "drawing": _embedded(_drawing()),
        "library": _library(),
        "script": (_HERE / "page.js").read_text(encoding="utf-8"),
    }
    return _fill((_HERE / "page.html").read_text(encoding="utf-8"), filled, words)


def _fill(template: str, filled: Mapping[str, str], words: Mapping[str, str]) -> str:
    """Put texts where the template names them, once: what is put in is never looked at again."""
    parts = []
    for piece in template.split("{{ "):
        name, found, rest = piece.partition(" }}")
        if not found or (name not in filled and not name.startswith("words.")):
            parts.append(piece)
        else:
            told = filled.get(name) or escape(words[name.removeprefix("words.")])
            parts.append(told + rest)
    return "".join(parts)


def _embedded(data: object) -> str:
    """JSON that cannot end the script element it stands in."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


# What the page knows


def _graph(store: Store, network: Network, language: str) -> dict[str, Any]:
    strength = strengths(network)
    sizes = diameters(strength, smallest=9.0, largest=50.0)
    ids = [node.id for node in network.nodes]
    links = [(edge.source, edge.target, float(edge.weight)) for edge in network.edges]
    places = place(ids, links, sizes={node: size / 2 for node, size in sizes.items()})
    number = {name: index for index, name in enumerate(ids)}
    forms = _forms(store)
    facts = {edge.fact: edge for edge in network.edges}
    order = {fact: index for index, fact in enumerate(sorted(facts))}
    cited = cite(store, facts.keys(), every=True)
    lines = curves(network.edges, places)
    kinds = {node.kind for node in network.nodes} | {edge.kind for edge in network.edges}
    statuses = {edge.status for edge in network.edges}
    return {
        "nodes": [_node(node, places[node.id], sizes[node.id], forms) for node in network.nodes],
        "edges": [
            {
                "source": number[edge.source],
                "target": number[edge.target],
                "fact": order[edge.fact],
                "label": edge.label,
                "kind": edge.kind,
                "status": edge.status,
                "start": edge.start,
                "weight": edge.weight,
                "width": round(min(1.0 + 0.6 * edge.weight, 5.0), 1),
                "color": stroke(edge.kind),
                "xs": xs,
                "ys": ys,
            }
            for edge, (xs, ys) in zip(network.edges, lines, strict=True)
        ],
        "facts": [_fact(facts[fact], cited.get(fact, ())) for fact in sorted(facts)],
        "words": {
            **wording("page", language),
            **{name: named(name, language) for name in sorted(kinds | statuses)},
        },
    }


def _node(
    node: Node, place: tuple[float, float], size: float, forms: Mapping[str, Sequence[str]]
) -> dict[str, Any]:
    return {
        "label": node.label,
        "names": [node.label, *forms.get(node.id, ())],
        "kind": node.kind,
        "color": hexadecimal(colour(node.kind)),
        "size": size,
        "x": place[0],
        "y": place[1],
    }


def _fact(edge: Edge, citations: Iterable[Citation]) -> dict[str, Any]:
    return {
        "iri": edge.fact,
        "label": edge.label,
        "kind": edge.kind,
        "status": edge.status,
        "when": " – ".join(filter(None, (edge.start, edge.end))),
        "confidence": edge.confidence,
        "sources": edge.weight,
        "passages": [
            {
                "document": words.document,
                "title": words.title,
                "published": words.published,
                "before": words.before,
                "quote": words.quote,
                "after": words.after,
            }
            for words in (citation.words for citation in citations)
        ],
    }


def _forms(store: Store) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for entity, form in sorted(select(store, f"SELECT DISTINCT ?e ?n {{ ?e {ALT_LABEL} ?n }}")):
        found.setdefault(entity, []).append(form)
    return found


def _documents(store: Store) -> int:
    ((number,),) = select(store, f"SELECT (COUNT(DISTINCT ?d) AS ?n) {{ ?d a {dg('Document')} }}")
    return int(number)


# What can be chosen


def _filters(network: Network, graph: Mapping[str, Any], left: int) -> str:
    words = graph["words"]

    def by_name(names: Iterable[str]) -> list[str]:
        return sorted(set(names), key=lambda name: (words[name].casefold(), name))

    kinds = by_name(node.kind for node in network.nodes)
    relations = by_name(edge.kind for edge in network.edges)
    statuses = by_name(edge.status for edge in network.edges)
    dot = {
        kind: f'<span class="dot" style="background:{hexadecimal(colour(kind))}"></span>' for kind in kinds
    }
    bar = {kind: f'<span class="bar" style="background:{stroke(kind)}"></span>' for kind in relations}
    years = sorted({edge.start[:4] for edge in network.edges if edge.start[:4].isdigit()})
    first, last = (years[0], years[-1]) if years else ("", "")
    parts = [
        _boxes("kinds", kinds, words, dot),
        _boxes("relations", relations, words, bar),
        _boxes("statuses", statuses, words, {}),
        f'<fieldset><legend>{escape(words["period"])}</legend><div class="years">',
        f'<label>{escape(words["from"])} <input type="number" id="from" placeholder="{first}"></label>',
        f'<label>{escape(words["to"])} <input type="number" id="to" placeholder="{last}"></label>',
        "</div></fieldset>",
        f"<fieldset><label>{escape(words['sources_at_least'])} ",
        '<input type="number" id="sources" min="1" value="1"></label></fieldset>',
    ]
    if left:
        parts.append(f"<p><small>{escape(words['left_out'].format(count=left))}</small></p>")
    return "\n".join(parts)


def _boxes(name: str, values: Sequence[str], words: Mapping[str, str], marks: Mapping[str, str]) -> str:
    boxes = "\n".join(
        f'<label><input type="checkbox" value="{escape(value)}" checked>{marks.get(value, "")} '
        f"{escape(words[value])}</label>"
        for value in values
    )
    return f'<fieldset id="{name}"><legend>{escape(words[name])}</legend>\n{boxes}\n</fieldset>'


# The drawing, empty: the page's script fills it


def _library() -> str:
    return "\n".join(_bokeh().resources.Resources(mode="inline", components=["bokeh"]).js_raw)


def _bokeh() -> Any:
    try:
        import bokeh
        import bokeh.core.properties
        import bokeh.embed
        import bokeh.models
        import bokeh.plotting
        import bokeh.resources
    except ImportError:
        hint = "install it: pip install 'diplograph[pictures]'"
        raise UsageError("a page needs the package bokeh, which is not installed", hint=hint) from None
    return bokeh


def _drawing() -> dict[str, Any]:
    bokeh = _bokeh()
    models = bokeh.models
    plot = bokeh.plotting.figure(
        name="figure",
        sizing_mode="stretch_both",
        x_range=models.Range1d(0, 1),  # the page's script sets both
        y_range=models.Range1d(0, 1),
        toolbar_location="above",
        tools="pan,wheel_zoom,box_zoom,reset,save",
        active_scroll="wheel_zoom",
        output_backend="canvas",
    )
    plot.axis.visible = False
    plot.grid.visible = False
    plot.outline_line_color = None
    plot.toolbar.logo = None
    _glyphs(plot, bokeh)
    item = bokeh.embed.json_item(plot, "plot")
    return _renumbered(json.loads(json.dumps(item)))  # plain lists and objects


def _glyphs(plot: Figure, bokeh: Any) -> None:
    models = bokeh.models
    columns = {
        "edges": ("xs", "ys", "color", "width", "alpha", "label"),
        "nodes": ("x", "y", "size", "color", "label", "kind", "line"),
        "labels": ("x", "y", "text", "offset"),
    }
    sources = {
        name: models.ColumnDataSource({column: [] for column in found}, name=name)
        for name, found in columns.items()
    }
    edges = plot.multi_line(
        "xs", "ys", line_color="color", line_width="width", line_alpha="alpha", source=sources["edges"]
    )
    edges.selection_glyph = edges.nonselection_glyph = None
    nodes = plot.scatter(
        "x", "y", size="size", color="color", line_color="#222222", line_width="line", source=sources["nodes"]
    )
    nodes.selection_glyph = nodes.nonselection_glyph = None
    texts: Any = plot.text  # its stub lacks the background of texts
    texts(
        "x",
        "y",
        text="text",
        y_offset="offset",
        text_align="center",
        text_baseline="top",
        text_font=bokeh.core.properties.value("system-ui, sans-serif"),
        text_font_size="12px",
        background_fill_color="white",
        background_fill_alpha=0.75,
        source=sources["labels"],
    )
    tips = {"attachment": "right"}
    plot.add_tools(
        models.TapTool(renderers=[nodes, edges]),
        models.HoverTool(renderers=[nodes], tooltips=[("", "@label (@kind)")], **tips),
        models.HoverTool(renderers=[edges], tooltips=[("", "@label")], line_policy="interp", **tips),
    )
    picked = models.CustomJS(
        args={"nodes": sources["nodes"], "edges": sources["edges"]},
        code="diplograph.picked(nodes.selected.indices, edges.selected.indices)",
    )
    plot.js_on_event("tap", picked)
    moved = models.CustomJS(code="diplograph.moved()")
    plot.x_range.js_on_change("end", moved)
    resized = models.CustomJS(code="diplograph.fit()")
    plot.js_on_event("reset", resized)
    plot.js_on_change("inner_width", resized)
    plot.js_on_change("inner_height", resized)


def _renumbered(item: dict[str, Any]) -> dict[str, Any]:
    """Bokeh's JSON with its ids counted from 1 in the order they stand, for they go on from page to page."""
    found: dict[str, str] = {}
    for value in _ids(item):
        found.setdefault(value, f"m{len(found) + 1}")
    renamed = _renamed(item, found)
    assert isinstance(renamed, dict)
    return renamed


def _ids(data: object) -> Iterator[str]:
    if isinstance(data, dict):
        for name, value in data.items():
            if name in ("id", "root_id") and isinstance(value, str):
                yield value
            yield from _ids(value)
    elif isinstance(data, list):
        for value in data:
            yield from _ids(value)


def _renamed(data: object, names: Mapping[str, str]) -> object:
    if isinstance(data, dict):
        return {
            name: names.get(value, value)
            if name in ("id", "root_id") and isinstance(value, str)
            else _renamed(value, names)
            for name, value in data.items()
        }
    return [_renamed(value, names) for value in data] if isinstance(data, list) else data
