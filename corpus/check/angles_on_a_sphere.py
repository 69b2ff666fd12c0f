# expect: clean
import numpy as np

rng = np.random.RandomState(0)
n, d = 30, 3
sigma = 0.01


def sphere(n):
    v = rng.randn(n, d)
    v /= np.linalg.norm(v, axis=1, keepdims=True)
    return v


def geodesic(a, b):
    return np.arccos(np.sum(a * b, axis=1))


def chord(a, b):
    return 2 * np.arcsin(0.5 * np.linalg.norm(a - b, axis=1))


x, y = sphere(n), sphere(n)
print(np.max(np.abs(geodesic(x, y) - chord(x, y))))
small = rng.normal(0, sigma, size=(n, d))  # how large they are is a name: nothing is said
print(np.sum(np.arcsin(np.sum(small * x, axis=1))), np.sum(np.arccos(np.clip(rng.randn(n), -1, 1))))
