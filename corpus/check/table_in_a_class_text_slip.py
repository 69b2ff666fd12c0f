# expect: LBZ101 line 12
import numpy as np


class TinyVAE:
    """Gaussian encoder, Bernoulli decoder, one linear layer each way.

        tensor      shape
        ---------   --------
        x           [B, D]
        mu, logvar  [B, Z]
        We          [2*Z, D]
        Wd          [Z, D]
        bd          [D]
    """

    def __init__(self, D, Z, seed=0):
        r = np.random.RandomState(seed)
        self.Z = Z
        self.We = r.randn(D, 2 * Z) * 0.1
        self.Wd = r.randn(Z, D) * 0.1
        self.bd = np.zeros(D)

    def elbo(self, x, eps):
        B = x.shape[0]
        stats = x.dot(self.We)
        mu, logvar = stats[:, :self.Z], stats[:, self.Z:]
        std = np.exp(0.5 * logvar)
        z = mu + std * eps                           # [B, Z]
        logits = z.dot(self.Wd) + self.bd            # [B, D]
        rec = np.sum(np.logaddexp(0, logits) - x * logits) / B
        kl = 0.5 * np.sum(np.exp(logvar) + mu ** 2 - 1 - logvar) / B
        # backward
        dlogits = (1 / (1 + np.exp(-logits)) - x) / B
        dWd = z.T.dot(dlogits)
        dbd = dlogits.sum(axis=0)                    # [D]
        dz = dlogits.dot(self.Wd.T)                  # [B, Z]
        dmu = dz + mu / B
        dlogvar = dz * eps * 0.5 * std + 0.5 * (np.exp(logvar) - 1) / B
        dWe = x.T.dot(np.concatenate([dmu, dlogvar], axis=1))
        return rec + kl, {'We': dWe, 'Wd': dWd, 'bd': dbd}


rng = np.random.RandomState(4)
x = (rng.rand(24, 15) < np.linspace(0.1, 0.9, 15)).astype(float)
vae = TinyVAE(15, 4)
for step in range(200):
    eps = rng.randn(24, 4)
    val, grads = vae.elbo(x, eps)
    for name, g in grads.items():
        p = getattr(vae, name)
        p -= 0.05 * g
    if step % 50 == 0:
        print('step %d  -elbo %.3f' % (step, val))
