"""Reports of mistakes: what readers tell the editors. An application of its own on the public side.

Pages write here and the desk reads here (domain section 10); it knows neither of them, no working record and no public
document, so that nothing a stranger types can reach either. A report is never shown in public.
"""
