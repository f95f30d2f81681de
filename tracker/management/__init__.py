"""Commands of the register: the ones that work across both applications."""
