"""The one door for every user interface."""
