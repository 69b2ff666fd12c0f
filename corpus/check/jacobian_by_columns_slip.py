# expect: LBZ201 line 16
import numpy as np


def waves(x, p):
    y = p[4] + 0 * x
    for k in range(2):
        y = y + p[2 * k] * np.exp(-p[2 * k + 1] * x ** 2)
    return y


def slopes(x, p):
    J = np.zeros((len(x), 5))
    for k in range(2):
        e = np.exp(-p[2 * k + 1] * x ** 2)
        J[:, 2 * k + 1] = -p[2 * k] * e * x / (1 + x)
        J[:, 2 * k] = e
    J[:, 4] = 1
    return J


def cost(p, x, y):
    return np.sum((waves(x, p) - y) ** 2)


def cost_grad(p, x, y):
    return 2 * slopes(x, p).T @ (waves(x, p) - y)


x = np.random.rand(30)
y = np.random.rand(30)
p = np.random.rand(5)
for step in range(20):
    p -= 0.01 * cost_grad(p, x, y)
