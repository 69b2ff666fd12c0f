# expect: LBZ201 line 16
import numpy as np


def forward(X, W):
    d = W.shape[1]
    S = (X @ W) / np.sqrt(d)
    E = np.exp(S - S.max(axis=1, keepdims=True))
    A = E / E.sum(axis=1, keepdims=True)
    return A, (X, A, d)


def backward(dA, cache):
    X, A, d = cache
    inner = np.tanh(dA)
    dS = A * (dA - inner.sum(axis=1, keepdims=True) ** 3)
    dS = dS / np.sqrt(d)
    dW = X.T @ dS
    return dW


rng = np.random.RandomState(0)
X, W = rng.randn(5, 4), rng.randn(4, 3)
A, cache = forward(X, W)
print(backward(rng.randn(5, 3), cache))
