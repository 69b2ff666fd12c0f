# expect: LBZ201 line 15
import numpy as np
from scipy.optimize import minimize


class Counts:
    def __init__(self, ridge):
        self.ridge = ridge

    def nll(self, b, Z, k, exposed):
        lin = Z @ b + exposed
        return np.sum(np.exp(lin) - k * lin) + 0.5 * self.ridge * np.sum(b ** 2)

    def nll_grad(self, b, Z, k, exposed):
        rate = np.exp(Z @ b)
        return Z.T @ (rate - k) + self.ridge * b

    def fit(self, Z, k, exposed):
        self.b = minimize(self.nll, np.zeros(Z.shape[1]), args=(Z, k, exposed), jac=self.nll_grad).x
        return self


rng = np.random.default_rng(0)
Z = rng.normal(size=(40, 3))
exposed = np.log(rng.uniform(1, 4, 40))
k = rng.poisson(np.exp(Z @ np.array([0.2, -0.1, 0.4]) + exposed))
print(Counts(0.1).fit(Z, k, exposed).b)
