"""Clean one report: find its text, take out what is not part of it, settle its title, language and date.

page        HTML -> plain text and what the page says of itself
lines       raw text -> lines; passes cut: stamps, widgets, phrases, repeats, ends, credits, datelines
agencies    which names credits and datelines hold
glued       where a headline ends that was run into the text
title       which line is the headline
assemble    what is left -> text, with the map back to raw
language, anchor
"""

from .report import LONGEST_TEXT, Stripped, clean, strip_text

__all__ = ["LONGEST_TEXT", "Stripped", "clean", "strip_text"]
