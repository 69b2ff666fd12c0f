# expect: clean
"""A forger and a judge of numbers learn in turn; the judge's way back serves both."""
import numpy as np

rng = np.random.RandomState(11)
F = {'V': rng.randn(3, 1) * 0.4, 'c': np.zeros((1, 1))}
J = {'V': rng.randn(1, 8) * 0.6, 'c': np.zeros((1, 8)), 'u': rng.randn(8, 1) * 0.4}


def bend(x):
    return np.where(x > 0, x, 0.1 * x)


def bent(x):
    return np.where(x > 0, 1.0, 0.1)


def forge(z):
    return z @ F['V'] + F['c']


def judged(x):
    d_in = x @ J['V'] + J['c']
    d_out = bend(d_in)
    return 1 / (1 + np.exp(-(d_out @ J['u']))), (x, d_in, d_out)


def forger_loss(z):
    return -np.mean(np.log(judged(forge(z))[0]))


def judge_loss(real, fake):
    return -np.mean(np.log(judged(real)[0])) - np.mean(np.log(1 - judged(fake)[0]))


def back(dlogit, cache):
    x, d_in, d_out = cache
    grads = {'u': d_out.T @ dlogit}
    dh = (dlogit @ J['u'].T) * bent(d_in)
    grads['V'] = x.T @ dh
    grads['c'] = dh.sum(axis=0, keepdims=True)
    dx = dh @ J['V'].T
    return grads, dx


def judge_step(real, fake):
    p, seen = judged(real)
    q, other = judged(fake)
    first, _ = back((p - 1) / len(p), seen)
    second, _ = back(q / len(q), other)
    return {k: first[k] + second[k] for k in J}


def forger_step(z):
    fake = forge(z)
    q, seen = judged(fake)
    _, dx = back((q - 1) / len(q), seen)
    return {'V': z.T @ dx, 'c': dx.sum(axis=0, keepdims=True)}


for it in range(200):
    z = rng.randn(32, 3)
    real = 2 + 0.5 * rng.randn(32, 1)
    step = judge_step(real, forge(z))
    for k in J:
        J[k] -= 0.05 * step[k]
    step = forger_step(rng.randn(32, 3))
    for k in F:
        F[k] -= 0.05 * step[k]
