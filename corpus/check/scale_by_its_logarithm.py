# expect: clean
import numpy as np
from scipy import optimize


class NormalRegression:
    def _objective(self, par, X, y):
        p = X.shape[1]
        w, s = par[:p], np.exp(par[p])
        z = (y - X @ w) / s
        n = len(y)
        f = n * np.log(s) + 0.5 * np.sum(z**2)
        g_w = -X.T @ z / s
        g_s = n - np.sum(z**2)
        return f, np.concatenate([g_w, [g_s]])

    def fit(self, X, y):
        start = np.zeros(X.shape[1] + 1)
        res = optimize.minimize(self._objective, start, args=(X, y), jac=True, method="BFGS")
        self.coef_, self.df_ = res.x[:-1], np.exp(res.x[-1:])
        return self


X = np.random.randn(30, 2)
m = NormalRegression().fit(X, X @ np.array([1.0, -2.0]) + np.random.randn(30))
