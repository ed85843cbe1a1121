"""What people and the machine do in the record: one file for each noun."""
