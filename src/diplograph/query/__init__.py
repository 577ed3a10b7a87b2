"""SPARQL over the published graph of a store: checked first, answered by Oxigraph, written in six formats."""
