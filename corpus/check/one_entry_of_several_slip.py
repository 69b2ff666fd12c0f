# expect: LBZ201 line 24
import numpy as np
from scipy.optimize import minimize


def model(theta, x):
    a, b, s = theta
    u = (x - b) / s
    f = a * np.exp(-u ** 2)
    return f, u


def cost(theta, x, y):
    f, _ = model(theta, x)
    return 0.5 * np.sum((f - y) ** 2)


def cost_gradient(theta, x, y):
    f, u = model(theta, x)
    df = f - y
    g = np.zeros(3)
    g[0] = np.sum(df * f) / theta[0]
    g[1] = np.sum(df * f * 2 * u) / theta[2]
    g[2] = np.sum(df * f * 2 * u) / theta[2]
    return g


x = np.linspace(-3, 3, 40)
y = 1.3 * np.exp(-(x - 0.4) ** 2) + 0.05 * np.random.randn(40)
found = minimize(cost, np.array([1.0, 0.2, 0.8]), args=(x, y), jac=cost_gradient)
