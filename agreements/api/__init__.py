"""The read-only API of agreements: HTTP around the read layer, and nothing that the read layer does not say."""
