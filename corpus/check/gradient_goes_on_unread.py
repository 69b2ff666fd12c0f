# expect: clean
import numpy as np
from scipy import optimize


def huber(w, X, y, epsilon, alpha):
    """The Huber loss with its scale w[-1] and its gradient; w[-2] is the intercept."""
    n, d = X.shape
    intercept, sigma = w[-2], w[-1]
    coef = w[:d]
    residual = y - X.dot(coef) - intercept
    far = np.abs(residual) > epsilon * sigma
    outliers = np.abs(residual)[far]
    n_far = np.count_nonzero(far)
    near = residual[~far]
    squared = np.dot(near, near) / sigma

    grad = np.zeros(d + 2)
    grad[:d] = -2.0 / sigma * np.dot(near, X[~far])
    signs = np.ones_like(outliers)
    signs[residual[far] < 0] = -1.0
    grad[:d] -= 2.0 * epsilon * np.dot(signs, X[far])
    grad[:d] += 2.0 * alpha * coef
    grad[-1] = n - n_far * epsilon ** 2 - squared / sigma
    grad[-2] = -2.0 * np.sum(near) / sigma - 2.0 * epsilon * np.sum(signs)

    loss = n * sigma + squared + 2.0 * epsilon * np.sum(outliers) - sigma * n_far * epsilon ** 2
    loss += alpha * np.dot(coef, coef)
    return loss, grad


rng = np.random.RandomState(0)
X = rng.normal(size=(80, 2))
y = X.dot([2.0, -1.0]) + 0.5 + 0.2 * rng.normal(size=80)
y[:8] += 15
start = np.zeros(4)
start[-1] = 1
opt = optimize.minimize(huber, start, jac=True, args=(X, y, 1.35, 1e-4), method="L-BFGS-B",
                        bounds=[(None, None)] * 3 + [(1e-3, None)])
print(opt.x)
