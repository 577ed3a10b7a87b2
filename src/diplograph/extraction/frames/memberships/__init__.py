"""Who belongs to what: states to organizations, subsidiaries to groups, joint ventures to their parents."""
