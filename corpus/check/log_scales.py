# expect: clean
# verified: likelihood_slope, dC_da, dC_dr
import numpy as np
from scipy.optimize import minimize


class Krige:
    def __init__(self, sites, depth):
        self.sites = sites
        self.depth = depth
        self.apart = np.sum((sites[:, None, :] - sites[None, :, :]) ** 2, axis=-1)

    def covariance(self, logs):
        r, a, nugget = np.exp(logs)
        C = a ** 2 * np.exp(-0.5 * self.apart / r ** 2)
        return C, C + nugget ** 2 * np.eye(len(self.depth))

    def likelihood(self, logs):
        C, S = self.covariance(logs)
        sign, logdet = np.linalg.slogdet(S)
        return 0.5 * self.depth @ np.linalg.solve(S, self.depth) + 0.5 * logdet

    def likelihood_slope(self, logs):
        r, a, nugget = np.exp(logs)
        C, S = self.covariance(logs)
        inverse = np.linalg.inv(S)
        u = inverse @ self.depth
        M = inverse - np.outer(u, u)
        dC_dr = C * self.apart / r ** 2  # by log r
        dC_da = 2 * C  # by log a
        dS_dn = 2 * nugget ** 2 * np.eye(len(self.depth))
        return 0.5 * np.array([np.sum(M * dC_dr), np.sum(M * dC_da), np.sum(M * dS_dn)])

    def fit(self):
        found = minimize(self.likelihood, np.zeros(3), jac=self.likelihood_slope, method="BFGS")
        self.logs = found.x
        return self


if __name__ == "__main__":
    rng = np.random.default_rng(4)
    sites = rng.uniform(0, 5, size=(12, 2))
    print(Krige(sites, rng.normal(size=12)).fit().logs)
