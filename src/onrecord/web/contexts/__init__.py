"""What each page's template gets: one frozen dataclass a page, as ``page``."""
