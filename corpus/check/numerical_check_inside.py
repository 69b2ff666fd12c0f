# expect: clean
import numpy as np


def f(W, x):
    return np.sum(np.tanh(x.dot(W)) ** 2)


def analytic(W, x):
    h = np.tanh(x.dot(W))
    return x.T.dot(2 * h * (1 - h ** 2))


def eval_numerical_gradient(f, x, h=1e-5):
    grad = np.zeros_like(x)
    for i in range(x.shape[0]):
        for j in range(x.shape[1]):
            old = x[i, j]
            x[i, j] = old + h
            fxph = f(x)
            x[i, j] = old - h
            fxmh = f(x)
            x[i, j] = old
            grad[i, j] = (fxph - fxmh) / (2 * h)
    return grad


def rel_error(x, y):
    return np.max(np.abs(x - y) / (np.maximum(1e-8, np.abs(x) + np.abs(y))))


np.random.seed(0)
x = np.random.randn(3, 2)
W = np.random.randn(2, 2)
dW = analytic(W, x)
dW_num = eval_numerical_gradient(lambda w: f(w, x), W)
print('dW error:', rel_error(dW, dW_num))
