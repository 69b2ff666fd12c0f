# expect: clean
import numpy as np


def pool_forward(x, pool_param):
    """
    x: (N, C, H, W)
    pool_param: dict with pool_height, pool_width and stride
    """
    pool_height, pool_width = pool_param["pool_height"], pool_param["pool_width"]
    stride = pool_param["stride"]
    N, C, H, W = x.shape
    out = np.zeros((N, C, H // stride, W // stride))
    for n in range(N):
        for i in range(H // stride):
            for j in range(W // stride):
                window = x[n, :, i * stride : i * stride + pool_height, j * stride : j * stride + pool_width]
                out[n, :, i, j] = np.max(window, axis=(1, 2))
    return out, (x, pool_param)


def pool_backward(dout, cache):
    x, pool_param = cache
    pool_height, pool_width = pool_param["pool_height"], pool_param["pool_width"]
    stride = pool_param["stride"]
    N, C, H, W = x.shape
    dx = np.zeros_like(x)
    for n in range(N):
        for i in range(H // stride):
            for j in range(W // stride):
                window = x[n, :, i * stride : i * stride + pool_height, j * stride : j * stride + pool_width]
                dwindow = dx[n, :, i * stride : i * stride + pool_height, j * stride : j * stride + pool_width]
                top = np.max(window, axis=(1, 2), keepdims=True)
                dwindow += (window == top) * dout[n, :, i, j].reshape(C, 1, 1)
    return dx
