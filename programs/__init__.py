"""Working programmes: what follows from agreements.

The same names as in ``agreements``, so that knowing one is knowing both.
"""
