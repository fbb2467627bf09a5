"""The filler: a needs assessment, page by page, every answer kept as it is given."""

from socialcase.ui.pages.filler.page import FillerPage

__all__ = ["FillerPage"]
