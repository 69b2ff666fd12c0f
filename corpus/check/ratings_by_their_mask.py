# expect: clean
import numpy as np

rng = np.random.RandomState(5)
R = rng.rand(6, 8)
M = (rng.rand(6, 8) < 0.6).astype(float)
P = rng.randn(6, 2)
Q = rng.randn(8, 2)
loss = 0
for u, i in zip(*np.nonzero(M)):
    loss += 0.5 * (P[u] @ Q[i] - R[u, i]) ** 2
E = M * (P @ Q.T - R)
dP = E @ Q
dQ = E.T @ P
