import numpy as np


def batchnorm_forward(x, gamma, beta, eps=1e-5):
    """
    x: (N, D), gamma: (D,), beta: (D,)
    """
    mu = x.mean(axis=0)
    xc = x - mu
    var = np.mean(xc ** 2, axis=0)
    std = np.sqrt(var + eps)
    xhat = xc / std
    out = gamma * xhat + beta
    return out, (xc, std, xhat, gamma)


def batchnorm_backward(dout, cache):
    xc, std, xhat, gamma = cache
    N, D = dout.shape
    dgamma = np.sum(dout * xhat, axis=0)  #!! dgamma = np.sum(dout * xc, axis=0)
    dbeta = np.sum(dout, axis=0)
    dxhat = dout * gamma  #!! dxhat = dout * xhat
    dstd = -np.sum(dxhat * xc, axis=0) / std ** 2  #!! dstd = -np.sum(dxhat * xc, axis=0) / std
    dvar = 0.5 * dstd / std
    dxc = dxhat / std + 2.0 / N * xc * dvar  #!! dxc = dxhat / std
    dmu = -np.sum(dxc, axis=0)  #!! dmu = np.sum(dxc, axis=0)
    dx = dxc + dmu / N  #!! dx = dxc + dmu
    return dx, dgamma, dbeta
