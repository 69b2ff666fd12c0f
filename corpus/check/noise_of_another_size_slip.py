# expect: LBZ101 line 23
"""Variational autoencoder with a Gaussian encoder and a Bernoulli decoder."""
import numpy as np


def sigmoid(a):
    return 1 / (1 + np.exp(-a))


class VAE:
    def __init__(self, d_x, d_h, d_z, seed=0):
        g = np.random.default_rng(seed)
        self.We = g.normal(0, d_x ** -0.5, (d_x, d_h))
        self.Wm = g.normal(0, d_h ** -0.5, (d_h, d_z))
        self.Ws = g.normal(0, 0.1 * d_h ** -0.5, (d_h, d_z))
        self.Wd = g.normal(0, d_z ** -0.5, (d_z, d_h))
        self.Wx = g.normal(0, d_h ** -0.5, (d_h, d_x))

    def elbo_grads(self, x, noise):
        """Negative ELBO (mean over the batch) and the gradients of the weights.

        x     : (B, d_x) binary data
        noise : (B, d_h) standard normal draws for the reparameterisation
        """
        B = x.shape[0]
        # encoder
        h = np.tanh(x @ self.We)          # (B, d_h)
        mu = h @ self.Wm                  # (B, d_z)
        logvar = h @ self.Ws              # (B, d_z)
        std = np.exp(0.5 * logvar)
        z = mu + std * noise
        # decoder
        k = np.tanh(z @ self.Wd)          # (B, d_h)
        logits = k @ self.Wx              # (B, d_x)

        rec = np.sum(np.logaddexp(0, logits) - x * logits) / B
        kl = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar)) / B

        dlogits = (sigmoid(logits) - x) / B
        dWx = k.T @ dlogits               # (d_h, d_x)
        dk = dlogits @ self.Wx.T * (1 - k ** 2)
        dWd = z.T @ dk                    # (d_z, d_h)
        dz = dk @ self.Wd.T
        dmu = dz + mu / B
        dlogvar = dz * noise * 0.5 * std + 0.5 * (np.exp(logvar) - 1) / B
        dWm = h.T @ dmu                   # (d_h, d_z)
        dWs = h.T @ dlogvar
        dh = (dmu @ self.Wm.T + dlogvar @ self.Ws.T) * (1 - h ** 2)
        dWe = x.T @ dh                    # (d_x, d_h)
        return rec + kl, dict(We=dWe, Wm=dWm, Ws=dWs, Wd=dWd, Wx=dWx)


def toy_images(n, rng):
    protos = (rng.random((4, 12)) < 0.5).astype(float)
    idx = rng.integers(0, 4, n)
    flip = rng.random((n, 12)) < 0.05
    return np.abs(protos[idx] - flip)


if __name__ == "__main__":
    rng = np.random.default_rng(1)
    data = toy_images(64, rng)
    vae = VAE(12, 10, 2)
    for step in range(100):
        eps = rng.standard_normal((64, 2))
        loss, grads = vae.elbo_grads(data, eps)
        for name, g in grads.items():
            setattr(vae, name, getattr(vae, name) - 0.05 * g)
        if step % 25 == 0:
            print(step, "-elbo", round(loss, 3))
