# expect: clean
import numpy as np


def make_objective(X, y, lam):
    def loss(w):
        r = X @ w - y
        return 0.5 * r @ r + 0.5 * lam * w @ w

    def grad(w):
        return X.T @ (X @ w - y) + lam * w
    return loss, grad


def gradient_descent(loss, grad, w, lr=1e-3, tol=1e-6, max_iter=1000):
    previous = np.inf
    for it in range(max_iter):
        g = grad(w)
        w = w - lr * g
        current = loss(w)
    return w


N, D = 50, 4
X = np.random.randn(N, D)
y = np.random.randn(N)
loss, grad = make_objective(X, y, lam=0.1)
w0 = np.random.randn(D)
f0 = loss(w0)
g0 = grad(w0)
w_star = gradient_descent(loss, grad, w0)
