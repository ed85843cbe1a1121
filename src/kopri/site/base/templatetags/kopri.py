"""Template tags of the site's components."""

from django import template

register = template.Library()
