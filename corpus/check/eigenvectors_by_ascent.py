# expect: clean
# verified: dq_dv
"""Top-k eigenvectors by Riemannian gradient ascent (Brockett cost) on the Stiefel manifold."""
import numpy as np


def brockett(V, S, mu):
    return np.trace(V.T @ S @ V @ np.diag(mu))


def egrad(V, S, mu):
    """Euclidean gradient; S is symmetric. V: (d, k), mu: (k,)"""
    return 2 * (S @ V) * mu


def rgrad(V, S, mu):
    """Projection of the Euclidean gradient to the tangent space."""
    G = egrad(V, S, mu)
    sym = 0.5 * (V.T @ G + G.T @ V)
    return G - V @ sym


def retract(V):
    Q, R = np.linalg.qr(V)
    return Q * np.sign(np.diag(R))


def rayleigh(v, S):
    """Rayleigh quotient of one vector that need not be normalised, with gradient."""
    vv = v @ v
    q = v @ S @ v / vv
    dq_dv = 2 * (S @ v - q * v) / vv
    return q, dq_dv


if __name__ == "__main__":
    rng = np.random.default_rng(5)
    X = rng.normal(size=(200, 6)) * np.array([3.0, 2.0, 1.5, 1.0, 0.5, 0.2])
    X -= X.mean(axis=0)
    S = X.T @ X / len(X)
    k = 3
    mu = np.arange(k, 0, -1).astype(float)
    V = retract(rng.normal(size=(6, k)))
    t = 0.02
    for it in range(300):
        xi = rgrad(V, S, mu)
        if np.linalg.norm(xi) < 1e-8:
            break
        V = retract(V + t * xi)
        if it % 100 == 0:
            print(it, brockett(V, S, mu), np.linalg.norm(xi))
    print('found', np.diag(V.T @ S @ V))
    print('eigh ', np.linalg.eigvalsh(S)[::-1][:k])

    v = rng.normal(size=6)
    for it in range(100):
        q, dq_dv = rayleigh(v, S)
        v = v + 0.1 * (v @ v) * dq_dv
    print('rayleigh', q)
