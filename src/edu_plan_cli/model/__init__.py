"""Folder, year → Loaded: a plan and its reports as strict, typed, frozen values that know their locations."""
