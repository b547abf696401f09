"""Signing in by OpenID Connect, beside local accounts or in their place."""
