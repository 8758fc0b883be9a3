"""Faults put into the plan, the edits and their kernels, one at a time: does verification notice?"""
