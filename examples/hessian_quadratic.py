"""A quadratic form: its Hessian, and how its gradient varies with the matrix."""
# wrt: x:x, x:A
import numpy as np

A: (n, n)
b: (n,)
x: (n,)

f = 0.5 * x @ A @ x - b @ x
