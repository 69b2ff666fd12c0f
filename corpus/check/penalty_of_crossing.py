# expect: clean
# The derivative of a part of the loss is called by that of the whole, which divides later.
import numpy as np

TAUS = np.array([0.1, 0.5, 0.9])


def smooth_pinball(u, tau, h=0.1):
    return tau * u + h * np.logaddexp(0, -u / h)


def d_smooth_pinball(u, tau, h=0.1):
    return tau - 1 / (1 + np.exp(u / h))


def crossing_penalty(q):
    gap = np.maximum(q[:, :-1] - q[:, 1:], 0)
    return np.sum(gap ** 2)


def d_crossing_penalty(q):
    gap = np.maximum(q[:, :-1] - q[:, 1:], 0)
    d_q = np.zeros_like(q)
    d_q[:, :-1] += 2 * gap
    d_q[:, 1:] -= 2 * gap
    return d_q


def total_loss(coef, Phi, y, c=1.0):
    q = Phi @ coef
    return (smooth_pinball(y[:, None] - q, TAUS).sum() + c * crossing_penalty(q)) / len(y)


def d_total_loss(coef, Phi, y, c=1.0):
    q = Phi @ coef
    d_q = -d_smooth_pinball(y[:, None] - q, TAUS) + c * d_crossing_penalty(q)
    return Phi.T @ d_q / len(y)


x = np.random.uniform(-1, 1, 70)
Phi = np.stack([np.ones_like(x), x, x ** 2], axis=1)
y = x + 0.3 * np.random.randn(70)
coef = np.zeros((3, 3))
mean = np.zeros_like(coef)
for t in range(100):
    coef -= 0.3 * d_total_loss(coef, Phi, y)
    mean += coef
print(total_loss(mean / 100, Phi, y))
