"""One module per command; each is a few lines over the packages below."""
