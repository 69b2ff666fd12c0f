# expect: LBZ202 line 27
import numpy as np


def standardise(x, eps=1e-6):
    n, k = x.shape
    centre = np.sum(x, axis=0) / n
    off = x - centre
    square = off ** 2
    spread = np.sum(square, axis=0) / n
    width = np.sqrt(spread + eps)
    inverse = 1. / width
    y = off * inverse
    return y, (off, inverse, width, spread, eps)


def standardise_backward(dy, cache):
    off, inverse, width, spread, eps = cache
    n, k = dy.shape

    # y = off * inverse
    dinverse = np.sum(dy * off, axis=0)
    doff = dy * inverse
    # inverse = 1 / width
    dwidth = -dinverse / width ** 2
    # width = sqrt(spread + eps)
    dspread = dwidth / np.sqrt(spread + eps)
    # spread = mean of square
    dsquare = dspread / n * np.ones((n, k))
    # square = off ** 2
    doff = doff + 2 * off * dsquare
    # off = x - centre
    dcentre = -np.sum(doff, axis=0)
    dx = doff + dcentre / n
    return dx
