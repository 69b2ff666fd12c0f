# expect: clean
"""Mean-curvature type flow: gradient of total area and enclosed volume of a triangle mesh."""
import numpy as np


def corners(V, F):
    return V[F[:, 0]], V[F[:, 1]], V[F[:, 2]]


def area(V, F):
    a, b, c = corners(V, F)
    return 0.5 * np.linalg.norm(np.cross(b - a, c - a), axis=1).sum()


def volume(V, F):
    a, b, c = corners(V, F)
    return np.sum(a * np.cross(b, c)) / 6.0


def area_gradient(V, F):
    a, b, c = corners(V, F)
    n = np.cross(b - a, c - a)
    n = n / np.linalg.norm(n, axis=1, keepdims=True)
    G = np.zeros_like(V)
    # each vertex: 1/2 n x (opposite edge)
    np.add.at(G, F[:, 0], 0.5 * np.cross(n, c - b))
    np.add.at(G, F[:, 1], 0.5 * np.cross(n, a - c))
    np.add.at(G, F[:, 2], 0.5 * np.cross(n, b - a))
    return G


def volume_gradient(V, F):
    a, b, c = corners(V, F)
    G = np.zeros_like(V)
    np.add.at(G, F[:, 0], np.cross(b, c) / 6.0)
    np.add.at(G, F[:, 1], np.cross(c, a) / 6.0)
    np.add.at(G, F[:, 2], np.cross(a, b) / 6.0)
    return G


# octahedron, slightly distorted
V = np.array([[1, 0, 0], [-1, 0, 0], [0, 1, 0], [0, -1, 0], [0, 0, 1.5], [0, 0, -1.2]], float)
F = np.array([[0, 2, 4], [2, 1, 4], [1, 3, 4], [3, 0, 4], [2, 0, 5], [1, 2, 5], [3, 1, 5], [0, 3, 5]])
V0 = volume(V, F)
for it in range(100):
    gA, gV = area_gradient(V, F), volume_gradient(V, F)
    lagr = np.sum(gA * gV) / np.sum(gV * gV)
    V = V - 0.02 * (gA - lagr * gV)
print("area", area(V, F), "volume drift", volume(V, F) - V0)
