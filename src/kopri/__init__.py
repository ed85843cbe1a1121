"""kopri: the open platform on which a cooperation forum between countries is run."""

__version__ = "0.1.0"
