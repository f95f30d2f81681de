"""A row of a foreign register as a draft of a record, as a profile says (docs/import.md).

``mapper.Mapper`` is compiled once from a profile and then maps row after row, keeping nothing of them but what a cell's
text came to. It asks no database: whom a name means is the business of ``Parties``, what exists that of the plan.
"""
