"""What a clause states, as data: duties, benefits, targets, and where texts disagree."""
