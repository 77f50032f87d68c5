"""The Windows program: built, tested and installed under wine on Debian, or on Windows itself."""
