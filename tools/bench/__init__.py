"""How fast the product is, and how far from what its database and its web server could do at best.

Every scenario is measured beside its *floor*: the same data, fetched by the bare driver with a statement written by
hand and sent as JSON by the same web server. A ratio says more than a time: it holds on any machine.
"""
