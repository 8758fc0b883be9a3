"""The output read again: is everything gone that was to go?"""
