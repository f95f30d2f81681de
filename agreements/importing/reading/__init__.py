"""Files of foreign registers as rows of text: CSV, XLSX, JSON and NDJSON, one row at a time.

``opening.open_table`` opens a file (or a folder of JSON files) as a ``rows.Table``. Nothing is understood here: a cell
is the text that stands in it, and what a text means is the profile's business. Only real dates of a spreadsheet come
marked as days, because they are no text in any form.
"""
