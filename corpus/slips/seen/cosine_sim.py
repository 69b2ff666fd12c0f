import numpy as np


def cosine(u, v):
    """u: (D,), v: (D,)"""
    nu = np.linalg.norm(u)
    nv = np.linalg.norm(v)
    c = u.dot(v) / (nu * nv)
    return c


def cosine_backward(dc, u, v):
    nu = np.linalg.norm(u)
    nv = np.linalg.norm(v)
    c = u.dot(v) / (nu * nv)
    du = dc * (v / (nu * nv) - c * u / nu ** 2)  #!! du = dc * (v / (nu * nv) - c * u / nu)
    dv = dc * (u / (nu * nv) - c * v / nv ** 2)  #!! dv = dc * (u / (nu * nv) - c * v / nu ** 2)
    return du, dv
