"""From a file to a plan: what every row would do, with nothing written.

``gathering`` maps and sorts the rows, ``identifying`` finds the records that they are, ``linking`` resolves relations,
``recording`` makes records with evidence, ``comparing`` sets them beside the register; ``plan.plan_import`` does all of
it.
"""
