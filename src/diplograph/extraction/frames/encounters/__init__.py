"""Visits, meetings, calls and invitations: who goes to see whom, where and when."""
