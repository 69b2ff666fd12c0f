# expect: clean
import numpy as np


def drop_forward(x, settings):
    p, mode = settings["p"], settings["mode"]
    mask = None
    if mode == "train":
        if p > 0:
            mask = (np.random.rand(*x.shape) < p) / p
            out = x * mask
        else:
            out = x
    elif mode == "test":
        out = x
    cache = (settings, mask)
    return out, cache


def drop_backward(dout, cache):
    settings, mask = cache
    dx = None
    if settings["mode"] == "train":
        dx = dout * mask
    elif settings["mode"] == "test":
        dx = dout
    return dx
