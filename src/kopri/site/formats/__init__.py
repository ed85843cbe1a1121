"""How dates and numbers are written where Django has no formats or those of one country."""
