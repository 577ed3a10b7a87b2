"""Works, programmes and initiatives: how they are named, where they are, who has a part in them."""
