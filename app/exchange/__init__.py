"""Records to and from files: Excel, OpenDocument and CSV."""
