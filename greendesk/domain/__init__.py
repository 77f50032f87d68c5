"""Values and rules of the field, pure."""
