"""Fifty tanh layers: the gradients by a hundred weights and biases are one formula each."""
import numpy as np

# wrt: W, b
x: (n,)
y: (n,)
W: [(n, n) for l in range(50)]
b: [(n,) for l in range(50)]

h = x
for l in range(50):
    h = np.tanh(W[l] @ h + b[l])
loss = 0.5 * np.sum((h - y)**2)
