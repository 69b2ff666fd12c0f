"""A deep linear network: L matrices, one after the other."""
import numpy as np

L = 4
B, n0, n1, n2, n3, n4 = 32, 6, 5, 4, 3, 2
n = [n0, n1, n2, n3, n4]
x: (B, n0)
W: [(n[l + 1], n[l]) for l in range(L)]

h = x
for l in range(L):
    h = np.einsum("ij,bj->bi", W[l], h)
yhat = h
