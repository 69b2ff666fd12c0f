# expect: LBZ201 line 14
import numpy as np


def f(x, y):
    return np.exp(-x * y) * np.cos(x)


def df_dx(x, y):
    return -np.exp(-x * y) * (y * np.cos(x) + np.sin(x))


def df_dy(x, y):
    return x * np.exp(-x * y) * np.cos(x)
