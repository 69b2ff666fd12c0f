# expect: LBZ201 line 19
# Each class has a factor of its precision that starts triangular, and is kept so.
import numpy as np


def likelihood(M, L, X, label):
    """One mean (K, d) and one Cholesky factor of the precision (K, d, d) for each class."""
    n, K = label.shape
    apart = X[:, None, :] - M[None]
    z = np.einsum('nkd,kde->nke', apart, L)
    logdet = np.array([np.sum(np.log(np.abs(np.diag(L[k])))) for k in range(K)])
    loss = np.sum(label * (0.5 * np.sum(z ** 2, axis=2) - logdet)) / n

    share = label / n
    grad_M = -np.einsum('nk,kde,nke->kd', share, L, z)
    grad_L = np.zeros_like(L)
    for k in range(K):
        grad_L[k] = np.einsum('n,nd,ne->de', share[:, k], apart[:, k], z[:, k])
        grad_L[k] -= np.diag(1 / np.diag(L[k]))
        grad_L[k] = np.tril(grad_L[k])
    return loss, grad_M, grad_L


rng = np.random.RandomState(4)
flowers = np.vstack([rng.randn(40, 2) + [2, 0], rng.randn(30, 2) * [1, 2], rng.randn(30, 2) - 3])
kind = np.eye(3)[rng.randint(0, 3, 100)]
M = np.zeros((3, 2))
L = np.stack([np.eye(2) / 2 for _ in range(3)])
for sweep in range(100):
    loss, grad_M, grad_L = likelihood(M, L, flowers, kind)
    M -= 0.1 * grad_M
    L -= 0.1 * grad_L
    if sweep % 20 == 0:
        print(sweep, loss)
