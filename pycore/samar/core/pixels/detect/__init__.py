"""Text in pictures: found, read, and held against what the file says of its patient. It proposes; it never clears a picture."""
