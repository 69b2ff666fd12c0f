# expect: clean
# verified: df_dx, df_dy
import numpy as np


def f(x, y):
    return np.exp(-x * y) * np.cos(x)


def df_dx(x, y):
    return -np.exp(-x * y) * (y * np.cos(x) + np.sin(x))


def df_dy(x, y):
    return -x * np.exp(-x * y) * np.cos(x)
