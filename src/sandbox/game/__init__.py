"""The quota-limited outreach game: a hidden world, a judge who counts units himself, and a talk in JSON over pipes.

`python -m sandbox.game` plays any number of games one after another. A policy sees public columns and what happened,
and answers with acts; the truth stays here. What the figures are and where they come from: `figures.py`.
"""
