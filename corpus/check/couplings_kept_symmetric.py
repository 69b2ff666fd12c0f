# expect: clean
import numpy as np


def neg_pseudolikelihood(J, h, S):
    """Mean negative log pseudo-likelihood of an Ising model.
    S: (n, p) with entries -1, +1.  J: (p, p), symmetric with a zero diagonal.  h: (p,)
    """
    n = S.shape[0]
    field = S @ J + h
    return np.sum(np.log1p(np.exp(-2 * S * field))) / n


def gradients(J, h, S):
    """Derivatives with every entry of J taken as free, (dJ, dh)."""
    n = S.shape[0]
    field = S @ J + h
    dfield = -2 * S / (1 + np.exp(2 * S * field)) / n
    dJ = S.T @ dfield
    dh = dfield.sum(axis=0)
    return dJ, dh


def gibbs(J, h, n, rng, burn=20):
    p = len(h)
    S = rng.choice([-1.0, 1.0], size=(n, p))
    for _ in range(burn):
        for k in range(p):
            prob = 1 / (1 + np.exp(-2 * (S @ J[:, k] + h[k])))
            S[:, k] = np.where(rng.random(n) < prob, 1.0, -1.0)
    return S


rng = np.random.default_rng(55)
p = 5
J_true = np.triu(rng.normal(0, 0.4, (p, p)), k=1)
J_true = J_true + J_true.T
S = gibbs(J_true, np.zeros(p), 300, rng)
J, h = np.zeros((p, p)), np.zeros(p)
for it in range(100):
    dJ, dh = gradients(J, h, S)
    dJ = 0.5 * (dJ + dJ.T)
    np.fill_diagonal(dJ, 0)
    J -= 0.2 * dJ
    h -= 0.2 * dh
print('pl', neg_pseudolikelihood(J, h, S), 'err', np.abs(J - J_true).max())
