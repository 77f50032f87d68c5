"""What people do, one area a module."""
