# expect: LBZ201 line 27
# a press learns which of three speeds sells; the gain of a change is bounded, as in PPO
import numpy as np

rng = np.random.default_rng(4)
BAND = 0.15


def chances(A, x):
    z = x @ A
    e = np.exp(z - z.max(axis=1, keepdims=True))
    return e / e.sum(axis=1, keepdims=True)


def bounded_obj(A, x, chosen, gain, old):
    q = np.log(chances(A, x)[np.arange(len(x)), chosen])
    rho = np.exp(q - old)
    low = np.minimum(rho * gain, np.clip(rho, 1 - BAND, 1 + BAND) * gain)
    return -np.mean(low)


def bounded_grad(A, x, chosen, gain, old):
    n = len(x)
    c = chances(A, x)
    q = np.log(c[np.arange(n), chosen])
    rho = np.exp(q - old)
    out = (rho > 1 + BAND) | (rho < 1 - BAND)
    dq = np.where(out, 0.0, rho * gain)
    hot = np.eye(3)[chosen]
    dz = dq[:, None] * (hot - c)
    return -x.T @ dz / n


A = np.zeros((5, 3))
for day in range(20):
    x = rng.normal(size=(64, 5))
    c = chances(A, x)
    chosen = rng.integers(0, 3, 64)
    gain = rng.normal(size=64)
    old = np.log(c[np.arange(64), chosen])
    for k in range(4):
        A = A - 0.3 * bounded_grad(A, x, chosen, gain, old)
    print(day, bounded_obj(A, x, chosen, gain, old))
