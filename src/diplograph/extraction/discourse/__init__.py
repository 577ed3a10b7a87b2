"""Who is under discussion: what "les deux pays", "le groupe", "le président français" or "il" stand for."""
