# verified: dD
# How much of a field each crop gets: what is earned, and a bonus for not growing one crop alone.
import numpy as np


def shares(scores, field):
    z = scores[field] - np.max(scores[field])
    e = np.exp(z)
    return e / e.sum()


def earned(scores, fields, crops, worth, beta):
    total = 0.0
    g = np.zeros_like(scores)
    for f, c, v in zip(fields, crops, worth):
        w = shares(scores, f)
        logw = np.log(w)
        D = -np.sum(w * logw)
        total += logw[c] * v + beta * D
        dlog = -w
        dlog[c] += 1.0
        dD = -w * (logw + D)
        g[f] += v * dlog + beta * dD
    return total, g
