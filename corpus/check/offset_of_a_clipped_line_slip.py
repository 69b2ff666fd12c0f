# expect: LBZ207 line 15
import numpy as np


def huber_loss(w, b, X, y, delta=1.0):
    """ Mean Huber loss of a linear model """
    r = X @ w + b - y
    small = np.abs(r) <= delta
    return np.mean(np.where(small, 0.5 * r ** 2, delta * (np.abs(r) - 0.5 * delta)))


def huber_grad(w, b, X, y, delta=1.0):
    r = X @ w + b - y
    psi = np.clip(r, -delta, delta)
    grad_w = X.T @ r / len(y)
    grad_b = psi.mean()
    return grad_w, grad_b

