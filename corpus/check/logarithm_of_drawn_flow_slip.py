# expect: LBZ302 line 9
# Box-Cox regression of river discharge on rainfall; profile over lambda by gradient
import numpy as np

rng = np.random.default_rng(1964)
n = 120
rain = rng.uniform(0, 1, n)
flow = 1.0 + 0.8 * rain + 0.9 * rng.standard_normal(n)
logFlow = np.log(flow)
X = np.column_stack([np.ones(n), rain])


def transform(lmb):
    return (np.exp(lmb * logFlow) - 1) / lmb


def negLogLik(beta, lmb, ls):
    r = transform(lmb) - X @ beta
    return n * ls + 0.5 * np.sum(r ** 2) / np.exp(2 * ls) - (lmb - 1) * logFlow.sum()


def negLogLikGrad(beta, lmb, ls):
    r = transform(lmb) - X @ beta
    s2 = np.exp(2 * ls)
    gBeta = -X.T @ r / s2
    e = np.exp(lmb * logFlow)
    dT = e * logFlow / lmb - (e - 1) / lmb ** 2
    gLmb = np.sum(r * dT) / s2 - logFlow.sum()
    gLs = n - np.sum(r ** 2) / s2
    return gBeta, gLmb, gLs


beta, lmb, ls = np.zeros(2), 0.5, 0.0
for it in range(400):
    gBeta, gLmb, gLs = negLogLikGrad(beta, lmb, ls)
    beta = beta - 5e-4 * gBeta
    lmb = lmb - 5e-4 * gLmb
    ls = ls - 5e-4 * gLs
print("beta", beta, "lambda", lmb, "sigma", np.exp(ls))
print("negLogLik", negLogLik(beta, lmb, ls))
