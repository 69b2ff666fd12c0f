# expect: LBZ302 line 12
# Counts of words that are drawn are 0 for some words of most documents.
import numpy as np


def divergence(W, X, counts):
    n = X.shape[0]
    p = counts / counts.sum(axis=1, keepdims=True)
    z = X.dot(W)
    e = np.exp(z - z.max(axis=1, keepdims=True))
    q = e / e.sum(axis=1, keepdims=True)
    loss = np.sum(p * np.log(p / q)) / n
    dW = X.T.dot(q - p) / n
    return loss, dW


rng = np.random.default_rng(4)
X = rng.dirichlet(np.ones(3), size=12)
counts = np.array([rng.multinomial(15, m) for m in rng.dirichlet(np.ones(9), size=12)], dtype=float)
W = np.zeros((3, 9))
for step in range(50):
    loss, dW = divergence(W, X, counts)
    W = W - dW
