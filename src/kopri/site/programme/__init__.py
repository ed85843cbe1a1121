"""Programme: from what was adopted to what was done."""
