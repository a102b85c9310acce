"""`make bench`: speed and bytes beside yardsticks of the same run; nothing fails."""
