"""Programmes at the door: their facts, document, entry and what they lack, registered from ``ProgramsConfig.ready()``.

A programme's document leaves out the agreements that are not public; its facts keep them, so that they appear when they
are published (domain section 10).
"""
