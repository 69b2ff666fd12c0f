# expect: clean
import numpy as np


class Tagger:
    def __init__(self, vocabulary, K, E, seed=0):
        rng = np.random.RandomState(seed)
        self.table = rng.randn(vocabulary, E) * 0.1    # (V, E)
        self.W = rng.randn(E, K) * 0.1                 # (E, K)
        self.b = np.zeros(K)                           # (K,)

    def loss(self, words, tags):
        n = len(words)
        x = self.table[words]                          # (n, E)
        scores = x @ self.W + self.b                   # (n, K)
        scores -= scores.max(axis=1, keepdims=True)
        p = np.exp(scores) / np.exp(scores).sum(axis=1, keepdims=True)
        loss = -np.log(p[np.arange(n), tags]).mean()
        dscores = p.copy()
        dscores[np.arange(n), tags] -= 1
        dscores /= n
        dW = x.T @ dscores
        dx = dscores @ self.W.T                        # (n, E)
        dtable = np.zeros_like(self.table)
        np.add.at(dtable, words, dx)
        return loss, dW, dscores.sum(axis=0), dtable


words = np.array([0, 3, 2, 5, 1, 4, 6, 3])
tags = np.array([0, 1, 1, 2, 0, 2, 1, 0])
model = Tagger(7, 3, 5)
for epoch in range(20):
    loss, dW, db, dtable = model.loss(words, tags)
    model.W -= 0.5 * dW
    model.b -= 0.5 * db
    model.table -= 0.5 * dtable
