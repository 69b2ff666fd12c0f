# expect: LBZ101 line 30
import numpy as np


class TripletEmbedder:
    """Linear embedding trained with the squared-distance triplet hinge.

    X rows are samples of dimension D; embedding dimension is E.
    """

    def __init__(self, in_dim, emb_dim, margin=1.0, seed=0):
        rng = np.random.default_rng(seed)
        self.M = rng.normal(scale=in_dim ** -0.5, size=(in_dim, emb_dim))  # (D, E)
        self.margin = margin

    def loss(self, anchor, pos, neg):
        """anchor, pos, neg: (B, D)"""
        self.dp = anchor - pos
        self.dn = anchor - neg
        self.ep = self.dp @ self.M  # (B, E)
        self.en = self.dn @ self.M  # (B, E)
        viol = (self.ep ** 2).sum(1) - (self.en ** 2).sum(1) + self.margin  # (B,)
        self.active = (viol > 0).astype(float)
        return np.mean(np.maximum(viol, 0.0))

    def grad(self):
        B = len(self.active)
        a = self.active[:, None] / B  # (B, 1)
        gp = 2 * a * self.ep  # (B, E)
        gn = -2 * a * self.en  # (B, D)
        return self.dp.T @ gp + self.dn.T @ gn


def make_triplets(X, labels, n, rng):
    a = rng.integers(0, len(X), n)
    p = np.array([rng.choice(np.flatnonzero(labels == labels[i])) for i in a])
    q = np.array([rng.choice(np.flatnonzero(labels != labels[i])) for i in a])
    return X[a], X[p], X[q]


if __name__ == "__main__":
    rng = np.random.default_rng(13)
    centers = rng.normal(size=(3, 10))
    labels = rng.integers(0, 3, 120)
    X = centers[labels] + rng.normal(size=(120, 10))
    emb = TripletEmbedder(10, 4)
    for it in range(150):
        A, P, N = make_triplets(X, labels, 32, rng)
        loss = emb.loss(A, P, N)
        emb.M -= 0.02 * emb.grad()
        if it % 50 == 0:
            print(it, round(loss, 4))
