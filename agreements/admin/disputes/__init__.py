"""Disagreements at the desk: where sources say different things, which of them is preferred and why, and the way back.

What counts as a disagreement is the audit's definition, the one by which the queue *disputed* is filled.
"""
