"""Many files as one thing: where each belongs, how it is named, what refers to what, and the directory of a medium."""
