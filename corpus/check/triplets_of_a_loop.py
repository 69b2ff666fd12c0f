# expect: clean
# verified: dW
"""Triplet margin loss on a linear embedding, semi-hard triplets given by index."""
import numpy as np


def embed(X, W):
    return X @ W                                   # (n, d) @ (d, q) -> (n, q)


def triplet(W, X, idx, margin=1.0):
    """
    @param W: projection, shape (d, q)
    @param X: samples, shape (n, d)
    @param idx: int triplets (anchor, positive, negative), shape (m, 3)
    @return: loss, gradient of shape (d, q)
    """
    F = embed(X, W)
    a, p, ng_ = F[idx[:, 0]], F[idx[:, 1]], F[idx[:, 2]]     # each (m, q)
    dp = np.sum((a - p) ** 2, axis=1)              # (m,)
    dn = np.sum((a - ng_) ** 2, axis=1)            # (m,)
    hinge = np.maximum(0, dp - dn + margin)        # (m,)
    m = idx.shape[0]
    act = (hinge > 0)[:, None] / m                 # (m, 1)
    grad_a = 2 * act * (ng_ - p)                   # (m, q)
    grad_p = 2 * act * (p - a)
    grad_n = 2 * act * (a - ng_)
    dF = np.zeros_like(F)                          # (n, q)
    np.add.at(dF, idx[:, 0], grad_a)
    np.add.at(dF, idx[:, 1], grad_p)
    np.add.at(dF, idx[:, 2], grad_n)
    return hinge.mean(), X.T @ dF


rng = np.random.RandomState(90)
labels = np.repeat(np.arange(3), 6)                # (18,)
X = rng.randn(18, 5) + labels[:, None] * 0.7       # (18, 5)
idx = []
for _ in range(40):
    i = rng.randint(18)
    same = np.flatnonzero(labels == labels[i])
    other = np.flatnonzero(labels != labels[i])
    idx.append((i, rng.choice(same), rng.choice(other)))
idx = np.array(idx)                                # (40, 3)
W = 0.3 * rng.randn(5, 2)
for step in range(60):
    loss, dW = triplet(W, X, idx)
    W -= 0.02 * dW
print("triplet loss", loss)
