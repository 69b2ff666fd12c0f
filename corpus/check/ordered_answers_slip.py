# expect: LBZ201 line 18
import numpy as np


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def loss_and_grad(w, cuts, X, y):
    """Proportional odds: P(y <= k) = sigmoid(cuts[k] - x w), with cuts at both ends of the line."""
    eta = X @ w
    ends = np.concatenate(([-np.inf], cuts, [np.inf]))
    up = sigmoid(ends[y + 1] - eta)
    low = sigmoid(ends[y] - eta)
    p = up - low
    loss = -np.sum(np.log(p))
    fu, fl = up * (1 - up), low * (1 - low)
    dw = X.T @ ((fu + fl) / p)
    dcuts = np.zeros(len(cuts))
    for k in range(len(cuts)):
        dcuts[k] = -np.sum(fu[y == k] / p[y == k]) + np.sum(fl[y == k + 1] / p[y == k + 1])
    return loss, dw, dcuts


rng = np.random.RandomState(0)
X = rng.randn(40, 3)
y = np.digitize(X @ np.array([1.0, -0.5, 0.3]) + rng.randn(40), [-1.0, 0.5])
w, cuts = np.zeros(3), np.array([-1.0, 1.0])
for step in range(50):
    loss, dw, dcuts = loss_and_grad(w, cuts, X, y)
    w -= 0.01 * dw
    cuts -= 0.01 * dcuts
