"""A plan is carried out: written, remembered and published in one transaction, or nothing of it.

``act.act`` does it, ``findings`` asks the rules about what came in.
"""
