# expect: clean
import numpy as np


def cosine_similarity(u, v):
    return np.dot(u, v) / (np.linalg.norm(u) * np.linalg.norm(v))


def cosine_similarity_grad_u(u, v):
    nu = np.linalg.norm(u)
    nv = np.linalg.norm(v)
    c = np.dot(u, v) / (nu * nv)
    return v / (nu * nv) - c * u / nu ** 2


u = np.random.randn(8)
v = np.random.randn(8)
s = cosine_similarity(u, v)
du = cosine_similarity_grad_u(u, v)
