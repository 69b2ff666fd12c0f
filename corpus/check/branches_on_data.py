# expect: clean
# verified: huber_prime, leaky_prime
import numpy as np


def huber(r, d):
    if abs(r) <= d:
        return 0.5 * r ** 2
    return d * (abs(r) - 0.5 * d)


def huber_prime(r, d):
    if r > d:
        return d
    elif r < -d:
        return -d
    else:
        return r


def leaky(x):
    return x if x > 0 else 0.1 * x


def leaky_prime(x):
    slope = 1.0
    if not x > 0:
        slope = 0.1
    return slope


print(huber(0.3, 1.0), leaky(-2.0))
