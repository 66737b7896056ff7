"""The register of formulations, right and miswritten: the rooms behind formulations.py."""
