# expect: clean
# verified: what PoissonGLM.score_obs returns
# The rows add up to the score; no method but `fit` is called by the program, which says of what shape things are.
import numpy as np


class PoissonGLM:
    def __init__(self, endog, exog, offset):
        self.endog = np.asarray(endog)
        self.exog = np.asarray(exog)
        self.offset = offset

    def rate(self, params):
        return np.exp(np.dot(self.exog, params) + self.offset)

    def loglike(self, params):
        eta = np.dot(self.exog, params) + self.offset
        return np.sum(self.endog * eta - np.exp(eta))

    def score(self, params):
        return np.dot(self.endog - self.rate(params), self.exog)

    def score_obs(self, params):
        return (self.endog - self.rate(params))[:, None] * self.exog

    def fit(self, rate=1e-3, steps=100):
        params = np.zeros(self.exog.shape[1])
        for _ in range(steps):
            params = params + rate * self.score(params)
        return params


rng = np.random.RandomState(42)
n = 200
design = np.column_stack([np.ones(n), rng.randn(n), rng.randn(n)])
counts = rng.poisson(1.5, n)
print(PoissonGLM(counts, design, rng.randn(n)).fit())
