# expect: LBZ201 line 50
import numpy as np


def spatial_groupnorm_forward(x, gamma, beta, G, gn_param):
    """
    Computes the forward pass for spatial group normalization.

    Inputs:
    - x: Input data of shape (N, C, H, W)
    - gamma: Scale parameter, of shape (1, C, 1, 1)
    - beta: Shift parameter, of shape (1, C, 1, 1)
    - G: Integer number of groups to split into, should be a divisor of C
    - gn_param: Dictionary with 'eps'

    Returns a tuple of:
    - out: Output data, of shape (N, C, H, W)
    - cache: Values needed for the backward pass
    """
    eps = gn_param.get('eps', 1e-5)
    N, C, H, W = x.shape
    xg = x.reshape(N, G, C // G, H, W)
    mean = xg.mean(axis=(2, 3, 4), keepdims=True)
    var = xg.var(axis=(2, 3, 4), keepdims=True)
    istd = 1.0 / np.sqrt(var + eps)
    xhat = ((xg - mean) * istd).reshape(N, C, H, W)
    out = gamma * xhat + beta
    cache = (G, xhat, istd, gamma)
    return out, cache


def spatial_groupnorm_backward(dout, cache):
    """
    Inputs:
    - dout: Upstream derivatives, of shape (N, C, H, W)
    - cache: Values from the forward pass

    Returns a tuple of:
    - dx: Gradient with respect to inputs, of shape (N, C, H, W)
    - dgamma: Gradient with respect to scale parameter, of shape (1, C, 1, 1)
    - dbeta: Gradient with respect to shift parameter, of shape (1, C, 1, 1)
    """
    G, xhat, istd, gamma = cache
    N, C, H, W = dout.shape
    dbeta = np.sum(dout, axis=(0, 2, 3), keepdims=True)
    dgamma = np.sum(dout * xhat, axis=(0, 2, 3), keepdims=True)

    dxhat = (dout * gamma).reshape(N, G, C // G, H, W)
    xhat_g = xhat.reshape(N, G, C // G, H, W)
    M = H * W
    sum_d = np.sum(dxhat, axis=(2, 3, 4), keepdims=True)
    sum_dx = np.sum(dxhat * xhat_g, axis=(2, 3, 4), keepdims=True)
    dx = istd * (dxhat - sum_d / M - xhat_g * sum_dx / M)
    dx = dx.reshape(N, C, H, W)
    return dx, dgamma, dbeta


np.random.seed(231)
N, C, H, W = 2, 6, 4, 5
G = 2
x = 5 * np.random.randn(N, C, H, W) + 12
gamma = np.random.randn(1, C, 1, 1)
beta = np.random.randn(1, C, 1, 1)
dout = np.random.randn(N, C, H, W)

gn_param = {'eps': 1e-5}
out, cache = spatial_groupnorm_forward(x, gamma, beta, G, gn_param)
dx, dgamma, dbeta = spatial_groupnorm_backward(dout, cache)
print('mean of groups', out.reshape(N, G, -1).mean(axis=2))
print('norms', np.linalg.norm(dx), np.linalg.norm(dgamma), np.linalg.norm(dbeta))
