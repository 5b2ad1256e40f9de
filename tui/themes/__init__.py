"""Colours: the themes that come with the program."""

from __future__ import annotations

from dataclasses import replace

from textual.theme import Theme

from core.settings import OwnTheme

DARK = Theme(
    name="lesart-dark",
    dark=True,
    background="#15181d",
    surface="#1a1e24",
    panel="#252a32",
    foreground="#d5d9df",
    primary="#86a9c9",
    secondary="#a597c2",
    accent="#d8b374",
    success="#8dba8f",
    warning="#dfa65f",
    error="#e07f7d",
    variables={
        "border": "#7d99b5",
        "border-blurred": "#323943",
        "block-cursor-background": "#2c3a49",
        "block-cursor-foreground": "#f1f4f8",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#242a32",
        "block-cursor-blurred-foreground": "#d5d9df",
        "footer-key-foreground": "#d8b374",
        "footer-description-foreground": "#9aa3ae",
        "footer-background": "#15181d",
        "input-selection-background": "#86a9c9 35%",
        "scrollbar": "#323943",
        "scrollbar-background": "#15181d",
        "scrollbar-corner-color": "#15181d",
    },
)
LIGHT = Theme(
    name="lesart-light",
    dark=False,
    background="#fbfaf6",
    surface="#f5f3ed",
    panel="#e8e5dc",
    foreground="#26292e",
    primary="#2c5f8d",
    secondary="#66558f",
    accent="#8a5a06",
    success="#2f7040",
    warning="#935400",
    error="#ad3338",
    variables={
        "border": "#4c7aa5",
        "border-blurred": "#cfcabd",
        "block-cursor-background": "#d6e2ee",
        "block-cursor-foreground": "#14171b",
        "block-cursor-text-style": "none",
        "block-cursor-blurred-background": "#ebe8df",
        "block-cursor-blurred-foreground": "#26292e",
        "footer-key-foreground": "#8a5a06",
        "footer-description-foreground": "#646a72",
        "footer-background": "#fbfaf6",
        "input-selection-background": "#2c5f8d 30%",
        "scrollbar": "#cfcabd",
        "scrollbar-background": "#fbfaf6",
        "scrollbar-corner-color": "#fbfaf6",
    },
)

OWN = (DARK, LIGHT)
"""The themes that come with the program."""


def made(own: OwnTheme) -> Theme:
    """A theme of the reader's, on the ground of ours that is as dark."""
    ground = DARK if own.dark else LIGHT
    theme = replace(ground, name=own.name)
    for name, colour in own.colours.items():
        setattr(theme, name, colour)
    return theme
