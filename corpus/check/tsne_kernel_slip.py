# expect: LBZ201 line 35
#  t-SNE on a handful of points, fixed bandwidth instead of the perplexity search
import numpy as np


def Hbeta_matrix(X, beta=1.0):
    sum_X = np.sum(np.square(X), 1)
    D = np.add(np.add(-2 * np.dot(X, X.T), sum_X).T, sum_X)
    P = np.exp(-D * beta)
    np.fill_diagonal(P, 0)
    P = P / np.sum(P, axis=1, keepdims=True)
    P = P + np.transpose(P)
    return P / np.sum(P)


def q_matrix(Y):
    sum_Y = np.sum(np.square(Y), 1)
    num = 1. / (1. + np.add(np.add(-2. * np.dot(Y, Y.T), sum_Y).T, sum_Y))
    np.fill_diagonal(num, 0.)
    Q = num / np.sum(num)
    return Q, num


def kl_cost(Y, P):
    Q, _ = q_matrix(Y)
    return np.sum(P * np.log(np.maximum(P, 1e-12) / np.maximum(Q, 1e-12)))


def kl_gradient(Y, P):
    n, no_dims = Y.shape
    Q, num = q_matrix(Y)
    PQ = P - Q
    dY = np.zeros((n, no_dims))
    for i in range(n):
        weight = PQ[:, i]
        dY[i, :] = 4 * np.sum(np.tile(weight, (no_dims, 1)).T * (Y[i, :] - Y), 0)
    return dY


if __name__ == "__main__":
    np.random.seed(30)
    n = 15
    X = np.random.randn(n, 6)
    X[:5] += 2.0
    X[5:10] -= 2.0
    P = Hbeta_matrix(X, beta=0.2)
    Y = np.random.randn(n, 2)
    iY = np.zeros_like(Y)
    for it in range(100):
        dY = kl_gradient(Y, P)
        momentum = 0.5 if it < 20 else 0.8
        iY = momentum * iY - 0.5 * dY
        Y = Y + iY
        Y = Y - np.mean(Y, 0)
        if it % 25 == 0:
            print("Iteration %d: error is %f" % (it, kl_cost(Y, P)))
