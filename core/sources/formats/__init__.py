"""Formats that are no plain text: web pages, PDF, office documents, mails."""
