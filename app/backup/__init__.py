"""Backups of the whole installation in one encrypted file, their register, and the way back."""
