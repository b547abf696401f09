"""The routes of the office, thin: they read a form, call what does the work, and show a page."""
