# expect: LBZ201 line 39
"""A tiny next-token model with learned positions and tied input/output embeddings."""
import numpy as np


class TiedLM:
    def __init__(self, vocab, ctx, dim, rng):
        self.E = rng.normal(scale=0.1, size=(vocab, dim))   # shared by input and softmax layer
        self.pos = rng.normal(scale=0.1, size=(ctx, dim))
        self.M = rng.normal(scale=dim ** -0.5, size=(dim, dim))

    def forward(self, ids, targets):
        B, T = ids.shape
        self.ids, self.targets = ids, targets
        self.x = self.E[ids] + self.pos[:T]
        # causal running mean
        self.counts = np.arange(1, T + 1)[None, :, None]
        self.c = np.cumsum(self.x, axis=1) / self.counts
        self.h = np.tanh(self.c @ self.M)
        logits = self.h @ self.E.T
        logits -= logits.max(-1, keepdims=True)
        self.p = np.exp(logits)
        self.p /= self.p.sum(-1, keepdims=True)
        picked = np.take_along_axis(self.p, targets[..., None], axis=-1)
        return -np.log(picked).mean()

    def backward(self):
        B, T = self.ids.shape
        V, D = self.E.shape
        dlog = self.p.copy()
        dlog[np.arange(B)[:, None], np.arange(T)[None, :], self.targets] -= 1
        dlog /= B * T
        dE = np.einsum("btv,btd->vd", dlog, self.h)
        dh = dlog @ self.E
        dpre = dh * (1 - self.h ** 2)
        dM = self.c.reshape(-1, D).T @ dpre.reshape(-1, D)
        dc = dpre @ self.M.T / self.counts
        # reverse cumulative sum
        dx = np.cumsum(dc, axis=1)
        dpos = np.zeros_like(self.pos)
        dpos[:T] = dx.sum(axis=0)
        np.add.at(dE, self.ids, dx)
        return dE, dpos, dM


if __name__ == "__main__":
    rng = np.random.default_rng(29)
    seq = np.tile(np.array([0, 1, 2, 3, 2, 1]), 30)
    lm = TiedLM(4, 8, 12, rng)
    for it in range(200):
        starts = rng.integers(0, len(seq) - 9, size=16)
        chunk = seq[starts[:, None] + np.arange(9)]
        loss = lm.forward(chunk[:, :-1], chunk[:, 1:])
        for p, g in zip((lm.E, lm.pos, lm.M), lm.backward()):
            p -= 0.5 * g
        if it % 50 == 0:
            print(it, loss)
