# expect: LBZ201 line 20
# An exponentially weighted volatility with an offset: the variance and its derivatives by all
# parameters go forward together, from the numbers the search begins with.
import numpy as np


def negative_loglik(params, returns):
    mu, level, decay = params[0], np.exp(params[1]), params[2]
    dmu = np.array([1.0, 0.0, 0.0])
    dlevel = np.array([0.0, level, 0.0])
    ddecay = np.array([0.0, 0.0, 1.0])
    V = 1.0
    dV = np.zeros(3)
    nll = 0.0
    grad = np.zeros(3)
    for r in returns:
        u = r - mu
        du = -dmu
        nll += 0.5 * (np.log(V) + u ** 2 / V)
        grad += 0.5 * dV / V + u * du / V - 0.5 * u ** 2 * dV / V
        A = decay * V
        dA = ddecay * V + decay * dV
        V, dV = level + A + 0.1 * u ** 2, dlevel + dA + 0.2 * u * du
    return nll, grad


rng = np.random.default_rng(3)
returns = rng.normal(size=40)
start = np.array([0.1, 0.0, 0.5])
nll, grad = negative_loglik(start, returns)
print(nll, grad)
