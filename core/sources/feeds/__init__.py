"""Feeds: what they hold, whatever they are written in and however badly."""
