# expect: clean
import numpy as np


def standardise_forward(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=0)
    var = x.var(axis=0)
    xhat = (x - mean) / np.sqrt(var + eps)
    return gamma * xhat + beta, (x, xhat, gamma, mean, var, eps)


def standardise_backward(dout, cache):
    x, xhat, gamma, mean, var, eps = cache
    n = x.shape[0]
    dxhat = dout * gamma
    dvar = dxhat * (x - mean) * (-0.5) * (var + eps) ** (-1.5)
    dvar = np.sum(dvar, axis=0)
    dmean = -dxhat / np.sqrt(var + eps) + dvar * (-2) * (x - mean) / n
    dmean = np.sum(dmean, axis=0)
    dx = dxhat / np.sqrt(var + eps) + dvar * 2 * (x - mean) / n
    dx += dmean / n
    dbeta = np.sum(dout, axis=0)
    dgamma = np.sum(dout * xhat, axis=0)
    return dx, dgamma, dbeta
