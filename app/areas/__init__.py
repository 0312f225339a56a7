"""The areas in menu order: the product's table of contents."""

from app.areas import organization, personnel

AREAS = [personnel.area, organization.area]
