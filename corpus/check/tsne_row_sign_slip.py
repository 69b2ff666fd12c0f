# expect: LBZ201 line 35
import numpy as np


def pairwise_sq(X):
    sum_X = np.sum(np.square(X), 1)
    return np.add(np.add(-2 * np.dot(X, X.T), sum_X).T, sum_X)


def fixed_sigma_p(X, sigma=1.0):
    """Symmetric affinities with one bandwidth for every point."""
    D = pairwise_sq(X)
    P = np.exp(-D / (2 * sigma ** 2))
    np.fill_diagonal(P, 0)
    P = P / np.sum(P, axis=1, keepdims=True)
    P = P + P.T
    return np.maximum(P / np.sum(P), 1e-12)


def kl_and_grad(Y, P):
    """Cost and gradient of t-SNE.

    Y: (n, no_dims) map points
    P: (n, n) joint probabilities
    """
    n, no_dims = Y.shape
    num = 1. / (1. + pairwise_sq(Y))
    num[range(n), range(n)] = 0.
    Q = np.maximum(num / np.sum(num), 1e-12)
    C = np.sum(P * np.log(P / Q))

    PQ = P - Q
    dY = np.zeros((n, no_dims))
    for i in range(n):
        dY[i, :] = 4 * np.sum(np.tile(PQ[:, i] * num[:, i], (no_dims, 1)).T * (Y - Y[i, :]), 0)
    return C, dY


def tsne(X, no_dims=2, max_iter=150, eta=10.0):
    n = X.shape[0]
    Y = 0.1 * np.random.randn(n, no_dims)
    iY = np.zeros((n, no_dims))
    gains = np.ones((n, no_dims))
    P = fixed_sigma_p(X)
    for it in range(max_iter):
        C, dY = kl_and_grad(Y, P)
        momentum = 0.5 if it < 20 else 0.8
        gains = (gains + 0.2) * ((dY > 0.) != (iY > 0.)) + \
                (gains * 0.8) * ((dY > 0.) == (iY > 0.))
        gains[gains < 0.01] = 0.01
        iY = momentum * iY - eta * (gains * dY)
        Y = Y + iY
        Y = Y - np.mean(Y, 0)
        if (it + 1) % 50 == 0:
            print("Iteration %d: error is %f" % (it + 1, C))
    return Y


if __name__ == "__main__":
    np.random.seed(2)
    labels = np.repeat(np.arange(3), 8)
    X = 2.0 * np.random.randn(3, 5)[labels] + 0.5 * np.random.randn(24, 5)
    Y = tsne(X)
    for c in range(3):
        print(c, Y[labels == c].mean(axis=0))
