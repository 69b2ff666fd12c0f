# expect: LBZ302 line 56
"""Maximum likelihood for noisy sensor readings: fit mean and standard
deviation by damped Fisher scoring on (mu, log_sigma)."""
import numpy as np

np.random.seed(19)
n = 60
readings = 2.5 + 0.8 * np.random.randn(n)          # shape (n,)


def neg_log_lik(params, x):
    """
    :param params: array of shape (2,), [mu, log_sigma]
    :param x: array of shape (n,)
    :return: scalar
    """
    mu, ls = params
    z = (x - mu) / np.exp(ls)                      # (n,)
    return 0.5 * np.sum(z ** 2) + x.size * ls


def score(params, x):
    """
    :return: gradient, same shape as params, i.e. (2,)
    """
    mu, ls = params
    s = np.exp(ls)
    z = (x - mu) / s
    dmu = -np.sum(z) / s
    dls = x.size - np.sum(z ** 2)
    return np.array([dmu, dls])


def fisher(params, x):
    # (2, 2), diagonal
    mu, ls = params
    return np.diag([x.size * np.exp(-2 * ls), 2.0 * x.size])


params = np.array([0.0, 0.0])
for step in range(30):
    grad = score(params, readings)                 # (2,)
    params = params - 0.5 * np.linalg.solve(fisher(params, readings), grad)

print("mu    = %.4f" % params[0])
print("sigma = %.4f" % np.exp(params[1]))

# standard errors
cov = np.linalg.inv(fisher(params, readings))      # (2, 2)
se = np.sqrt(np.diag(cov))                         # (2,)
print("se   =", se)

# profile of the likelihood in mu, with the signed root of the deviance
grid = np.linspace(2.0, 3.0, 21)                   # (21,)
profile = np.array([neg_log_lik(np.array([g, params[1]]), readings) for g in grid])
root = np.sign(grid - params[0]) * np.sqrt(2 * (neg_log_lik(params, readings) - profile))
print(root.round(2))
