"""Contracts told without their noun: orders, deliveries, works entrusted, tenders won or lost."""
