import numpy as np

n, p = 100, 3
X = np.random.randn(n, p)
y = np.random.poisson(2.0, n)


def negloglik(beta):
    eta = X @ beta
    return np.sum(np.exp(eta) - y * eta)


def score(beta):
    mu = np.exp(X @ beta)
    return X.T @ (mu - y)  #!! return X.T @ (y - mu)


beta = np.zeros(p)
for it in range(20):
    beta -= 1e-3 * score(beta)
