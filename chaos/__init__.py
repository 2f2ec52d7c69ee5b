"""Directors, joiners and killers at random on one exercise, and a judge afterwards: `make chaos`."""
