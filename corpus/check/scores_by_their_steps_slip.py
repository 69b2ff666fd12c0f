# expect: LBZ201 line 12
import numpy as np


def heavy_tails(beta, log_s, X, y, nu=5.0):
    s2 = np.exp(2 * log_s)
    r = y - X @ beta
    q = 1 + r ** 2 / (nu * s2)
    value = np.mean(0.5 * (nu + 1) * np.log(q)) + log_s
    u = (nu + 1) / (nu * s2 * q)
    score_beta = -X.T @ (u * r) / len(y)
    score_s = 1 + np.mean(u * r ** 2)
    return value, score_beta, score_s


rng = np.random.RandomState(0)
X = rng.randn(90, 2)
y = X @ [1.0, -2.0] + 0.3 * rng.standard_t(4, 90)
beta, log_s = np.zeros(2), 0.0
for i in range(300):
    value, first, second = heavy_tails(beta, log_s, X, y)
    beta -= 0.1 * first
    log_s -= 0.1 * second
print(beta, np.exp(log_s))
