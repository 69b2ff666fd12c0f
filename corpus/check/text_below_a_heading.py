# expect: clean
# verified: nll_grad
import numpy as np
from scipy.optimize import minimize

# Poisson regression with an offset (log exposure)


def nll(beta, X, y, offset):
    eta = X @ beta + offset                  # shape = (n,)
    return np.sum(np.exp(eta) - y * eta)


def nll_grad(beta, X, y, offset):
    """
    Score of the Poisson model with the sign flipped.

    Parameters
    ----------
    beta : np.ndarray, shape = (p,)
    X : np.ndarray, shape = (n, p)
    y : np.ndarray, shape = (n,)
    offset : np.ndarray, shape = (n,)

    Returns
    -------
    np.ndarray, shape = (p,)
    """
    rate = np.exp(X @ beta + offset)
    return X.T @ (rate - y)


def nll_hess(beta, X, y, offset):
    rate = np.exp(X @ beta + offset)         # shape = (n,)
    return (X * rate[:, None]).T @ X         # shape = (p, p)


rng = np.random.default_rng(123)
n, p = 200, 4
X = np.hstack([np.ones((n, 1)), rng.normal(size=(n, p - 1))])
exposure = rng.uniform(0.5, 3.0, size=n)
beta_true = np.array([0.3, 0.5, -0.4, 0.1])
y = rng.poisson(exposure * np.exp(X @ beta_true)).astype(float)

res = minimize(nll, np.zeros(p), args=(X, y, np.log(exposure)), jac=nll_grad, method='BFGS')
print('estimate', np.round(res.x, 3))

# one Newton polish and the standard errors
H = nll_hess(res.x, X, y, np.log(exposure))
step = np.linalg.solve(H, nll_grad(res.x, X, y, np.log(exposure)))
beta = res.x - step
se = np.sqrt(np.diag(np.linalg.inv(H)))
for k in range(p):
    print('beta_%d = %7.4f  (%.4f)' % (k, beta[k], se[k]))
