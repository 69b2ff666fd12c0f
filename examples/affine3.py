"""Three affine layers and half the squared error of each sample."""
import numpy as np

B, n0, n1, n2, n3 = 32, 4, 5, 3, 2
x: (B, n0)
y: (B, n3)
W1: (n1, n0)
b1: (n1,)
W2: (n2, n1)
b2: (n2,)
W3: (n3, n2)
b3: (n3,)

h1 = x @ W1.T + b1
h2 = h1 @ W2.T + b2
yhat = h2 @ W3.T + b3
err = y - yhat
loss = 0.5 * np.sum(err**2, axis=1, keepdims=True)
