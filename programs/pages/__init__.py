"""The pages of programmes; like those of agreements they read the public read layer only."""
