# expect: clean
# verified: grad_a
# verified: grad_p
# verified: grad_n
# verified: self.W_grad
"""Triplet loss for a linear embedding (metric learning)."""
import numpy as np


def triplet_loss(anchor, positive, negative, margin=1.0):
    """mean over the batch of max(0, |a-p|^2 - |a-n|^2 + margin)

    All inputs have shape (batch, dim).
    Returns the loss and the gradients of the three inputs.
    """
    batch = anchor.shape[0]
    dp = anchor - positive
    dn = anchor - negative
    dist = np.sum(dp ** 2, axis=1) - np.sum(dn ** 2, axis=1) + margin
    active = (dist > 0).astype(float)[:, None]
    loss = np.sum(np.maximum(dist, 0)) / batch
    grad_a = 2 * (dp - dn) * active / batch
    grad_p = -2 * dp * active / batch
    grad_n = 2 * dn * active / batch
    return loss, grad_a, grad_p, grad_n


class Embedding:
    def __init__(self, n_in, n_out, rng):
        self.W = rng.normal(0, 0.3, (n_in, n_out))
        self.W_grad = np.zeros_like(self.W)

    def zero_grad(self):
        self.W_grad[:] = 0

    def __call__(self, x):
        return x @ self.W

    def accumulate(self, x, gout):
        self.W_grad += x.T @ gout


def make_data(rng, n_class=3, per=20, dim=6):
    centers = rng.normal(0, 1.5, (n_class, dim))
    y = np.repeat(np.arange(n_class), per)
    return centers[y] + rng.normal(0, 1.0, (n_class * per, dim)), y


def main():
    rng = np.random.default_rng(8)
    X, y = make_data(rng)
    net = Embedding(6, 2, rng)
    for it in range(100):
        i = rng.integers(0, len(X), 16)
        j = np.array([rng.choice(np.flatnonzero(y == y[k])) for k in i])
        l = np.array([rng.choice(np.flatnonzero(y != y[k])) for k in i])
        loss, ga, gp, gn = triplet_loss(net(X[i]), net(X[j]), net(X[l]))
        net.zero_grad()
        for x, g in ((X[i], ga), (X[j], gp), (X[l], gn)):
            net.accumulate(x, g)
        net.W -= 0.02 * net.W_grad
        if it % 25 == 0:
            print("triplet", it, loss)

if __name__ == "__main__":
    main()
