"""Networks as files: one module per format, one table of columns for all of them."""
