# expect: LBZ201 line 14
# The loss with a name is only a part of what the gradients are of: the sum is returned.
import numpy as np


def negative_bound(mu, rho, X, t, noise, prior=1.0):
    n = noise.shape[0]
    scale = np.exp(rho)
    w = mu + scale * noise
    z = t * (w @ X.T)
    nll = np.sum(np.log1p(np.exp(-z))) / n
    divergence = np.sum(0.5 * (scale ** 2 + mu ** 2) / prior - rho)
    dz = -1.0 / (1.0 + np.exp(z)) / n
    dw = dz @ X
    dmu = dw.sum(axis=0) + mu / prior
    dscale = (dw * noise).sum(axis=0) + scale / prior
    drho = dscale * scale - 1.0
    return nll + divergence, dmu, drho


rng = np.random.default_rng(3)
X = rng.normal(size=(25, 3))
t = np.sign(X @ np.array([1.0, -2.0, 0.5]))
mu, rho = np.zeros(3), -np.ones(3)
for k in range(200):
    value, dmu, drho = negative_bound(mu, rho, X, t, rng.normal(size=(6, 3)))
    mu = mu - 0.02 * dmu
    rho = rho - 0.02 * drho
