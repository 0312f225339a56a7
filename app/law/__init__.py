"""What the law computes: pure functions over facts and dated figures. Knows no database and no request."""
