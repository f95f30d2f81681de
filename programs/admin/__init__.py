"""Working programmes at the desk; built from the same parts as the desk of agreements."""

from programs.admin.program import ProgramAdmin

__all__ = ["ProgramAdmin"]
