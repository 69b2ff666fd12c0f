# expect: LBZ201
# Disease mapping: Poisson log-linear model, expected counts as offset, ridge on slopes only
import numpy as np

rng = np.random.default_rng(1854)
nArea = 150
E = rng.uniform(2, 40, nArea)                       # expected cases
Z = np.column_stack([np.ones(nArea), rng.normal(size=(nArea, 3))])
bTrue = np.array([0.1, 0.3, -0.2, 0.0])
cases = rng.poisson(E * np.exp(Z @ bTrue))
lam = 1.0
pen = np.array([0.0, 1.0, 1.0, 1.0])


def devLoss(b):
    eta = Z @ b + np.log(E)
    return np.sum(np.exp(eta) - cases * eta) + 0.5 * lam * np.sum(pen * b ** 2)


def devGrad(b):
    mu = np.exp(Z @ b)
    return Z.T @ (mu - cases) + lam * pen * b


def devHess(b):
    m = E * np.exp(Z @ b)
    return Z.T @ (m[:, None] * Z) + lam * np.diag(pen)


b = np.zeros(4)
for it in range(30):
    b = b - 0.5 * np.linalg.solve(devHess(b), devGrad(b))
print("coefficients", b.round(3))
print("loss", devLoss(b))
