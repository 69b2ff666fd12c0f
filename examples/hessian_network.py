"""A network of two layers, for each sample: how the loss bends along its input."""
# wrt: x:x
import numpy as np

x: (B, d)
W: (h, d)
b: (h,)
u: (h,)

z = np.tanh(x @ W.T + b)
loss = z @ u
