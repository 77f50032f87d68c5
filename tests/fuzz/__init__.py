"""Fuzz targets for every reader of foreign bytes: `make fuzz` lets atheris drive them, the tests a bounded share."""
