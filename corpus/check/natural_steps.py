# expect: clean
import numpy as np


def cost(m, s, data):
    z = (data - m) * np.exp(-s)
    return 0.5 * np.mean(z ** 2) + s


def cost_grad(m, s, data):
    z = (data - m) * np.exp(-s)
    return np.array([-np.mean(z) * np.exp(-s), 1 - np.mean(z ** 2)])


def natural_gradient(m, s, data):
    metric = np.diag([np.exp(-2 * s), 2.0])
    return np.linalg.solve(metric, cost_grad(m, s, data))


np.random.seed(0)
data = 2.0 + 0.7 * np.random.randn(50)
theta = np.array([0.0, 0.5])
for _ in range(40):
    theta = theta - 0.3 * natural_gradient(theta[0], theta[1], data)
print(cost(theta[0], theta[1], data))
