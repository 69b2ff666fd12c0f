# expect: LBZ201 line 14 of g_c
import numpy as np
from scipy.optimize import minimize


def ring(p, pts, weight):
    """p = (log radius, centre x, centre y); pts: (N, 2)."""
    radius, c = np.exp(p[0]), p[1:]
    away = pts - c
    dist = np.sqrt(np.sum(away ** 2, axis=1))
    miss = dist - radius
    f = 0.5 * np.sum(weight * miss ** 2)
    g_r = -np.sum(weight * miss) * radius
    g_c = -(
        (weight * miss)[:, None] * away).sum(axis=0)
    return f, np.concatenate([[g_r], g_c])


rng = np.random.RandomState(1)
angle = rng.uniform(0, 6, 20)
pts = np.stack([np.cos(angle), np.sin(angle)], axis=1) + 0.05 * rng.randn(20, 2)
found = minimize(ring, np.zeros(3), args=(pts, np.ones(20)), jac=True, method='BFGS')
print(found.x)
