# expect: clean
# verified: grad
# With cubes among the columns a sigmoid is 1 but for rounding, and 1 - h has no digits left.
import numpy as np
import scipy.optimize as opt


def columns(u, v, degree=3):
    all = [np.ones(u.shape[0])]
    for i in range(1, degree + 1):
        for j in range(i + 1):
            all.append((u ** (i - j)) * (v ** j))
    return np.stack(all, axis=1)


def cost_and_slope(theta, X, y, strength):
    m = y.size
    h = 1 / (1 + np.exp(-X.dot(theta)))
    cost = -np.sum(y * np.log(h) + (1 - y) * np.log(1 - h)) / m
    cost += strength / (2 * m) * np.sum(theta[1:] ** 2)
    grad = X.T.dot(h - y) / m
    grad[1:] += strength / m * theta[1:]
    return cost, grad


rng = np.random.default_rng(5)
u, v = rng.uniform(-1, 1, 70), rng.uniform(-1, 1, 70)
inside = (u ** 2 + v ** 2 < 0.5).astype(float)
X = columns(u, v)
found = opt.minimize(cost_and_slope, np.zeros(X.shape[1]), args=(X, inside, 1.0), jac=True)
print(found.fun)
