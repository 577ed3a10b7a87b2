"""One sentence as frames read it: what stands in it, its clauses, who does what, whether it is so."""
