"""A text and a page that the tests of the sources read."""

REPORT = (
    "The harbour of Port Selda will stay shut, the ministry said on Monday.\n"
    "“We have found no leak,” said Ilse Brandt, the harbour master of the town."
)

PAGE = """<!DOCTYPE html>
<html lang="en"><head><title>Harbour stays shut | Selda Courier</title>
<meta property="og:title" content="Harbour stays shut">
<meta property="og:site_name" content="Selda Courier">
<meta property="article:published_time" content="2031-05-04T09:30:00+02:00">
<link rel="canonical" href="https://courier.example/2031/harbour">
</head><body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>Harbour stays shut</h1>
<p>The harbour of Port Selda will stay shut for another week, the ministry said on Monday.</p>
<p>“We have found no leak,” said Ilse Brandt, the harbour master, and asked for patience.</p>
<p>Fishermen denied that they had been told, and their guild demanded a hearing in town.</p>
</article><footer>All rights reserved</footer></body></html>"""
