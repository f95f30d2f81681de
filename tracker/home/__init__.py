"""The first page of the site, where agreements and programmes meet."""
