# expect: clean
# verified: score, return, X, mu
import numpy as np

# Poisson regression by Newton's method (IRLS).
#   X     : (n, p)   covariates, first column is the intercept
#   y     : (n,)     counts
#   beta  : (p,)     coefficients


def loglik(beta, X, y):
    eta = X @ beta
    return np.sum(y * eta - np.exp(eta))


def score(beta, X, y):
    """Gradient of the log-likelihood.

    Parameters
    ----------
    beta : ndarray, shape (p,)
    X : ndarray, shape (n, p)
    y : ndarray, shape (n,)

    Returns
    -------
    ndarray, shape (p,)
    """
    mu = np.exp(X @ beta)    # (n,)
    return X.T @ (y - mu)


def hess(beta, X, y):
    """Second derivatives of the log-likelihood.

    Returns
    -------
    ndarray, shape (p, p)
    """
    mu = np.exp(X @ beta)
    return -(X.T * mu) @ X


def fit(X, y, n_iter=20):
    n, p = X.shape
    beta = np.zeros(p)
    for _ in range(n_iter):
        step = np.linalg.solve(hess(beta, X, y), score(beta, X, y))
        beta = beta - step
        if np.max(np.abs(step)) < 1e-10:
            break
    return beta


rng = np.random.default_rng(4)
n, p = 120, 4
X = np.column_stack([np.ones(n), rng.normal(size=(n, p - 1))])
true_beta = np.array([0.5, 0.3, -0.2, 0.1])
y = rng.poisson(np.exp(X @ true_beta)).astype(float)
beta = fit(X, y)
se = np.sqrt(np.diag(np.linalg.inv(-hess(beta, X, y))))   # (p,)
for j in range(p):
    print("beta[%d] = %.3f (%.3f)" % (j, beta[j], se[j]))
print("log-likelihood: %.3f" % loglik(beta, X, y))
