"""The pages of agreements and of what stands around them: plain functions from a request to a template.

Pages read ``agreements.register`` only, through the same dictionaries as the API, so that a page cannot say other than
the answer to a client. Python decides what is said and in which order; templates decide how it looks.
"""
