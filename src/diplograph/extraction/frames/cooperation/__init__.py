"""Who cooperates with whom, in which fields."""
