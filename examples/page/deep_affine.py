"""A deep affine network with the squared error of each sample: L layers with biases."""
import numpy as np

L = 4
B, n0, n1, n2, n3, n4 = 32, 6, 5, 4, 3, 2
n = [n0, n1, n2, n3, n4]
x: (B, n0)
y: (B, n4)
W: [(n[l + 1], n[l]) for l in range(L)]
b: [(n[l + 1],) for l in range(L)]

h = x
for l in range(L):
    h = np.einsum("ij,bj->bi", W[l], h) + b[l]
yhat = h
loss = 0.5 * np.sum(np.square(y - yhat), axis=1, keepdims=True)
