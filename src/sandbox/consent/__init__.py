"""Consent: the page on which an owner lets the app in, and the codes that come of it."""
