# expect: LBZ201
import numpy as np


def groupnorm_backward(dout, xhat, ivar, gamma, G):
    """
    Inputs:
    - dout: upstream derivatives, of shape (N, C, H, W)

    Returns:
    - dx: gradient by the data, of shape (N, C, H, W)
    - dgamma: gradient by the scale, of shape (1, C, 1, 1)
    """
    N, C, H, W = dout.shape
    dgamma = (dout * xhat).sum(axis=(0, 2, 3), keepdims=True)
    dxhat = (dout * gamma).reshape(N, G, -1)
    xh = xhat.reshape(N, G, -1)
    dx = ivar * (dxhat - dxhat.mean(axis=2, keepdims=True) - xh * (xh).mean(axis=2, keepdims=True))
    return dx.reshape(N, C, H, W), dgamma


N, C, H, W, G = 2, 6, 4, 5, 3
x = np.random.randn(N, C, H, W)
gamma = np.random.randn(1, C, 1, 1)
xg = x.reshape(N, G, -1)
ivar = 1 / np.sqrt(xg.var(axis=2, keepdims=True) + 1e-5)
xhat = ((xg - xg.mean(axis=2, keepdims=True)) * ivar).reshape(N, C, H, W)
out = gamma * xhat
dout = np.random.randn(N, C, H, W)
dx, dgamma = groupnorm_backward(dout, xhat, ivar, gamma, G)
