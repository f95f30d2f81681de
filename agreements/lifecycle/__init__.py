"""The rules of an agreement's life: facts in; standings, terms, deadlines, lapses and findings out.

Pure functions without Django, a clock or a database, so that the same rules serve the desk, the door and the tests.
Import from the modules: ``facts`` (what goes in), ``results`` (what comes out), ``settling`` (``settle``),
``lookup`` (the state on a day), ``terms`` (terms, decision dates, deadlines).
"""
