"""What the engines share: text, names, scripts, countries, the words of numbers and dates. Pure: no clock, network or environment."""
