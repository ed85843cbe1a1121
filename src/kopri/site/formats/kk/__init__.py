"""Kazakh, which Django has no formats for. After CLDR 47."""
