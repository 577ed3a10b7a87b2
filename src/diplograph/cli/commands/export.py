"""`diplograph export`: take the graph away."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click
from click.core import ParameterSource

from diplograph.cli.formats import Format
from diplograph.cli.lazy import OneOf
from diplograph.cli.network_formats import NETWORK_FORMATS, network_options
from diplograph.cli.options import SETTINGS, output_option, store_option
from diplograph.cli.picture_formats import PICTURE_FORMATS, picture_options
from diplograph.cli.rdf_formats import RDF_FORMATS

FORMATS: dict[str, Format] = {**RDF_FORMATS, **NETWORK_FORMATS, **PICTURE_FORMATS}


@click.command(context_settings=SETTINGS)
@click.argument("format", type=OneOf(tuple(FORMATS)), metavar="FORMAT")
@store_option
@output_option
# Options of the RDF formats
@click.option(
    "--frame", metavar="NAME", help="jsonld: nest it as a frame says: agreement, entity, … or a file."
)
@click.option("--title", metavar="TEXT", help="void: the name of the dataset.")
@click.option("--license", metavar="IRI", help="void: under which licence the dataset may be used.")
@click.option(
    "--address", metavar="IRI", help="void: the folder where graph.ttl, graph.nq, … will be published."
)
# Options of the network formats
@network_options
@picture_options
def export(format: str, store: Path, output: Path, **given: Any) -> None:
    """Take the graph away in a file.

    FORMAT is one of:

    \b
    turtle, ntriples, jsonld, rdfxml  the published graph
    trig, nquads                      the whole dataset: also who said what, one graph per document
    void                              what the dataset holds and how it was made (VoID, DCAT, PROV), as Turtle
    gexf                              the network of actors, for Gephi
    graphml, cytoscape, nodelink      the same for yEd and igraph, for Cytoscape, for networkx and d3
    tables, neo4j                     the same as CSV, in a folder: for spreadsheets and R, for Neo4j
    png, svg                          a picture: the network, a timeline, agreements by sector and year
    html                              a page to search, filter and click in, in a browser, without a network

    The same store gives the same bytes.

    \b
    Examples:
      diplograph export gexf -o graph.gexf
      diplograph export gexf --view events --class Agreement --since 2020 -o agreements.gexf
      diplograph export tables --measure pagerank --measure community -o tables/
      diplograph export nquads | gzip > graph.nq.gz
      diplograph export jsonld --frame visit -o visits.json
      diplograph export html --country Kazakhstan -o kazakhstan.html
    """
    from diplograph.cli.output import open_output
    from diplograph.store import Store

    chosen = FORMATS[format]
    context = click.get_current_context()
    options = {
        name: value
        for name, value in given.items()
        if context.get_parameter_source(name) is not ParameterSource.DEFAULT
    }
    spelt = {option.name: option.opts[0] for option in context.command.params}
    for name in options:
        if name not in chosen.options:
            takers = ", ".join(other for other, known in FORMATS.items() if name in known.options)
            raise click.UsageError(f"{spelt[name]} is for {takers}, not for {format}")
    with Store.open(store, read_only=True) as opened:
        if chosen.write_to is not None:
            chosen.write_to(opened, output, options)
        elif chosen.write is not None:
            with open_output(output) as out:
                chosen.write(opened, out, options)
