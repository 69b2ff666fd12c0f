# expect: LBZ201 line 18
# Two numbers are returned before the gradients: these are of their difference.
import numpy as np


def bound(p, x, noise):
    mu = x.dot(p['Wm'])
    logvar = x.dot(p['Ws'])
    std = np.exp(0.5 * logvar)
    z = mu + std * noise
    logit = z.dot(p['Wo'])
    logpx = np.sum(x * logit - np.logaddexp(0, logit))
    kl = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar))
    g = {}
    dlogit = x - 1 / (1 + np.exp(-logit))
    g['Wo'] = z.T.dot(dlogit)
    dz = dlogit.dot(p['Wo'].T)
    dmu = dz + mu
    dlogvar = 0.5 * dz * noise * std + 0.5 * (1 - np.exp(logvar))
    g['Wm'] = x.T.dot(dmu)
    g['Ws'] = x.T.dot(dlogvar)
    return logpx, kl, g


rng = np.random.RandomState(0)
x = (rng.rand(20, 6) < 0.4).astype(float)
p = {'Wm': rng.randn(6, 2), 'Ws': rng.randn(6, 2), 'Wo': rng.randn(2, 6)}
for k in range(40):
    logpx, kl, g = bound(p, x, rng.randn(20, 2))
    for name in p:
        p[name] += 0.01 * g[name]
