# expect: LBZ201
import numpy as np


def huber(r, delta=1.0):
    if r < -delta:
        return delta * (-r - 0.5 * delta)
    if r > delta:
        return delta * (r - 0.5 * delta)
    return 0.5 * r * r


def huber_prime(r, delta=1.0):
    if r < -delta:
        return delta
    if r > delta:
        return delta
    return r
