"""Announcements of the one door. A higher area listens; a lower one never learns who does."""

from blinker import Namespace

_namespace = Namespace()

# Sent once per change, inside its transaction, after its row is written: sender is the record class, `change` the change.
applied = _namespace.signal("applied")
