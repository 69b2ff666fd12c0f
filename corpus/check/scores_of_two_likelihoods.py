# expect: clean
# verified: d_mu, d_log_s
# Each score is that of the likelihood with its name, though both are handed the same; the scale begins at exp(0).
import numpy as np


def normal_loglik(params, x):
    mu, log_s = params
    z = (x - mu) / np.exp(log_s)
    return np.sum(-log_s - 0.5 * z ** 2)


def normal_score(params, x):
    mu, log_s = params
    s = np.exp(log_s)
    z = (x - mu) / s
    d_mu = np.sum(z) / s
    d_log_s = np.sum(z ** 2 - 1)
    return np.array([d_mu, d_log_s])


def t_loglik(params, x, nu=4.0):
    mu, log_s = params
    z = (x - mu) / np.exp(log_s)
    return np.sum(-log_s - 0.5 * (nu + 1) * np.log1p(z ** 2 / nu))


def t_score(params, x, nu=4.0):
    mu, log_s = params
    s = np.exp(log_s)
    z = (x - mu) / s
    wt = (nu + 1) / (nu + z ** 2)
    d_mu = np.sum(wt * z) / s
    d_log_s = np.sum(wt * z ** 2 - 1)
    return np.array([d_mu, d_log_s])


def ascend(score, x, lr=0.5, steps=300):
    p = np.array([np.median(x), 0.0])
    for _ in range(steps):
        p = p + lr * score(p, x) / len(x)
    return p


x = 1.5 + 0.7 * np.random.standard_t(4, size=400)
print(normal_loglik(ascend(normal_score, x), x), ascend(t_score, x))
