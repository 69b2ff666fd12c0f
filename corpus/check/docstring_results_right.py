# expect: clean
import numpy as np


def pool_backward(dout, cache):
    """
    Backward pass of the mean over time.

    Inputs:
    - dout: upstream gradients, of shape (N, H)
    - cache: what the forward pass keeps

    Returns a tuple of:
    - dx: gradient of the sequence, of shape (N, T, D)
    - dW: gradient of the weights, of shape (D, H)
    - db: gradient of the biases, of shape (H,)
    """
    x, W = cache
    N, T, D = x.shape
    H = W.shape[1]
    mean = x.mean(axis=1)
    dW = mean.T @ dout
    db = dout.sum(axis=0)
    dx = np.repeat((dout @ W.T)[:, None, :], T, axis=1) / T
    return dx, dW, db


def pool_forward(x, W, b):
    """
    - x: (N, T, D) array
    - W: (D, H) array
    - b: (H,) array
    """
    return x.mean(axis=1) @ W + b, (x, W)


x = np.random.randn(4, 6, 3)
W = np.random.randn(3, 5)
out, cache = pool_forward(x, W, np.zeros(5))
dx, dW, db = pool_backward(np.random.randn(4, 5), cache)
