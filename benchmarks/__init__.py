"""The figures that are architecture: each module measures one promise. Run by `make bench`."""
