# expect: LBZ201 line 11
import numpy as np
x = np.random.randn(4, 3)
W = np.random.randn(3, 5)
V = np.random.randn(5, 2)
h = np.maximum(x @ W, 0)
out = h @ V
dout = np.random.randn(*out.shape)
dV = h.T @ dout
dh = dout @ V.T
dW = x.T @ (dh * (h < 0))
dx = (dh * (h > 0)) @ W.T
