"""A deep affine network with biases, of any depth: L is a size, and has no value."""
import numpy as np

x: (B, n)
y: (B, n)
W: (L, n, n)
b: (L, n)

h = x
for l in range(L):
    h = h @ W[l].T + b[l]
loss = 0.5 * np.sum((y - h)**2, axis=1, keepdims=True)
