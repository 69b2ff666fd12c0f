"""A residual network of L blocks."""
import numpy as np

# wrt: W, V
x: (B, n)
y: (B, n)
W: (L, n, n)
V: (L, n, n)

h = x
for l in range(L):
    z = h @ W[l].T
    h = h + np.maximum(z, 0) @ V[l].T
loss = 0.5 * np.sum((h - y)**2, axis=1, keepdims=True)
