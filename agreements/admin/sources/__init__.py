"""A source at the desk: its text byte for byte, and passages that are anchored in it exactly.

``line_ends`` keeps a text as it is through a browser, ``text`` takes it from a field or a file, ``passages`` holds the
quotes of a source against its text, ``offers`` shows the places to choose from. Evidence is made on a page of its own.
"""
