"""Organizations in a country: who operates, invests or is established where, and who leaves."""
