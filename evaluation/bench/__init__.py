"""How fast it is, as ratios to the work that cannot be avoided, so that the figures mean the same on any machine."""
