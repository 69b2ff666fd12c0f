# expect: LBZ202 line 16
# Nobody divides by the number of samples.
import numpy as np

# quantile regression with the pinball loss, subgradient descent
# three quantiles are fitted at once, one column of B each


def pinball(Y, F, taus):
    U = Y[:, None] - F                     # n x q
    return np.mean(np.sum(np.maximum(taus * U, (taus - 1) * U), axis=1))


def pinball_grad(Y, F, taus):
    U = Y[:, None] - F
    G = np.where(U > 0, -taus, 1 - taus)   # n x q
    return G


def objective(B, X, Y, taus):
    return pinball(Y, X.dot(B), taus)


def gradient(B, X, Y, taus):
    F = X.dot(B)
    return X.T.dot(pinball_grad(Y, F, taus))


def fit(X, Y, taus, n_iter=1500):
    B = np.zeros((X.shape[1], len(taus)))
    for k in range(n_iter):
        step = 0.5 / np.sqrt(k + 1.0)
        B = B - step * gradient(B, X, Y, taus)
        if (k + 1) % 500 == 0:
            print('k = %5d  objective = %.5f' % (k + 1, objective(B, X, Y, taus)))
    return B


if __name__ == '__main__':
    rng = np.random.RandomState(55)
    n = 300
    x = rng.uniform(0, 2, n)
    Y = 1 + x + (0.2 + 0.4 * x) * rng.randn(n)
    X = np.column_stack((np.ones(n), x))
    taus = np.array([0.1, 0.5, 0.9])
    B = fit(X, Y, taus)
    cover = np.mean(Y[:, None] <= X.dot(B), axis=0)
    print('coverage', cover, 'wanted', taus)
