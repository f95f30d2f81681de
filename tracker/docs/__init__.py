"""The documentation of the API as pages of the register, made from its own description and guide."""
