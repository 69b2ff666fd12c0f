# expect: LBZ302 line 21
"""Planar normalising flow: maximum likelihood of samples under a standard normal base."""
import numpy as np


class PlanarFlow:
    def __init__(self, dim, n_layers, rng):
        self.u = rng.normal(size=(n_layers, dim)) * 1.5
        self.w = rng.normal(size=(n_layers, dim)) * 1.5
        self.b = rng.normal(size=n_layers)

    def forward(self, z):
        """Push z through all layers; keeps a tape; returns (z_K, log|det J|)."""
        self.tape = []
        logdet = np.zeros(len(z))
        for u, w, b in zip(self.u, self.w, self.b):
            h = np.tanh(z @ w + b)
            hp = 1 - h ** 2
            det = 1 + hp * (u @ w)
            self.tape.append((z, h, hp, det))
            logdet = logdet + np.log(det)
            z = z + h[:, None] * u
        return z, logdet

    def nll(self, x):
        z, logdet = self.forward(x)
        self.zK = z
        return np.mean(0.5 * (z ** 2).sum(axis=1) - logdet)

    def backward(self):
        N = len(self.zK)
        gz = self.zK / N
        gu, gw, gb = np.zeros_like(self.u), np.zeros_like(self.w), np.zeros_like(self.b)
        for k in reversed(range(len(self.b))):
            z, h, hp, det = self.tape[k]
            u, w = self.u[k], self.w[k]
            gdet = -1.0 / (N * det)
            # through z + u h
            gh = gz @ u
            gu[k] = h @ gz
            # through det = 1 + (1 - h^2) u.w
            s = np.sum(gdet * hp)
            gu[k] += s * w
            gw[k] = s * u
            gh = gh + gdet * (u @ w) * (-2 * h)
            ga = gh * hp
            gw[k] += ga @ z
            gb[k] = ga.sum()
            gz = gz + np.outer(ga, w)
        return gu, gw, gb


if __name__ == "__main__":
    rng = np.random.default_rng(0)
    flow = PlanarFlow(2, 4, rng)
    x = rng.normal(size=(200, 2)) * np.array([1.0, 0.3]) + 0.5
    for it in range(60):
        loss = flow.nll(x)
        gu, gw, gb = flow.backward()
        flow.u -= 0.002 * gu
        flow.w -= 0.002 * gw
        flow.b -= 0.002 * gb
        if it % 20 == 0:
            print("iter", it, "nll", loss)
