# expect: clean
# verified: grad
# Ridge regression on random features: the evidence by the logarithms of width and noise.
import numpy as np
from scipy.optimize import minimize


def features(X, Z, width):
    S = X[:, None] - Z[None, :]
    return np.exp(-0.5 * (S / width) ** 2), S ** 2


def objective(theta, X, Z, y):
    width, noise = np.exp(theta)
    F, S2 = features(X, Z, width)
    C = F @ F.T + noise * np.eye(len(y))
    a = np.linalg.solve(C, y)
    L = np.linalg.cholesky(C)
    f = 0.5 * y @ a + np.log(np.diag(L)).sum()
    inner = np.linalg.inv(C) - np.outer(a, a)
    T = F * S2 / width ** 2
    D = [T @ F.T + F @ T.T, noise * np.eye(len(y))]
    grad = np.array([0.5 * np.sum(inner * M) for M in D])
    return f, grad


def mean(x, theta, X, Z, y):
    F, _ = features(X, Z, np.exp(theta[0]))
    G, _ = features(x, Z, np.exp(theta[0]))
    return G @ F.T @ np.linalg.solve(F @ F.T + np.exp(theta[1]) * np.eye(len(y)), y)


if __name__ == "__main__":
    rng = np.random.default_rng(3)
    X = np.sort(rng.uniform(0, 4, 25))
    y = np.cos(X) + 0.1 * rng.normal(size=25)
    Z = np.linspace(0, 4, 6)
    found = minimize(objective, np.zeros(2), args=(X, Z, y), jac=True)
    print(mean(X[:3], found.x, X, Z, y))
