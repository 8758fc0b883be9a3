"""What is compiled for the browser: all of this folder, and nothing else."""
