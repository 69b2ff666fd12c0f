# expect: clean
import numpy as np


def neg_log_likelihood(x, mu, log_pi):
    """
    x: (N, D) data
    mu: (K, D) means
    log_pi: (K,) log weights
    """
    diff = x[:, None, :] - mu[None, :, :]
    logp = -0.5 * np.sum(diff ** 2, axis=2) + log_pi
    m = logp.max(axis=1, keepdims=True)
    lse = m[:, 0] + np.log(np.sum(np.exp(logp - m), axis=1))
    return -np.sum(lse)


def gradient_mu(x, mu, log_pi):
    """
    x: (N, D) data
    mu: (K, D) means
    log_pi: (K,) log weights
    """
    diff = x[:, None, :] - mu[None, :, :]
    logp = -0.5 * np.sum(diff ** 2, axis=2) + log_pi
    r = np.exp(logp - logp.max(axis=1, keepdims=True))
    r /= r.sum(axis=1, keepdims=True)
    return -np.sum(r[:, :, None] * diff, axis=0)
