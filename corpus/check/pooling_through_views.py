# expect: clean
import numpy as np


def pool_forward(x, pool_param):
    pool_height = pool_param["pool_height"]
    stride = pool_param["stride"]
    N, H = x.shape
    outH = H // stride
    out = np.zeros((N, outH))
    for p in range(N):
        for i in range(outH):
            out[p, i] = np.sum(x[p, i * stride : i * stride + pool_height])
    cache = (x, pool_param)
    return out, cache


def pool_backward(dout, cache):
    x, pool_param = cache
    pool_height = pool_param["pool_height"]
    stride = pool_param["stride"]
    N, H = x.shape
    outH = H // stride
    dx = np.zeros_like(x)
    for p in range(N):
        for i in range(outH):
            dfield = dx[p, i * stride : i * stride + pool_height]
            dfield += dout[p, i]
    return dx
