# expect: LBZ201 line 42
"""Inverse Ising problem by pseudo-likelihood (spins +-1)."""
import numpy as np

D = 6
iu = np.triu_indices(D, k=1)


def unpack(theta):
    h = theta[:D]
    J = np.zeros((D, D))
    J[iu] = theta[D:]
    J = J + J.T
    return h, J


def gibbs_sample(h, J, n, rng):
    s = rng.choice([-1.0, 1.0], size=D)
    out = np.zeros((n, D))
    for k in range(n):
        for i in range(D):
            p_up = 1.0 / (1.0 + np.exp(-2 * (h[i] + J[i].dot(s))))
            s[i] = 1.0 if rng.rand() < p_up else -1.0
        out[k] = s
    return out


def neg_pseudo_loglik(theta, S, lam=0.01):
    h, J = unpack(theta)
    field = S.dot(J) + h
    return np.mean(np.sum(np.log1p(np.exp(-2 * S * field)), axis=1)) + lam * np.sum(theta[D:] ** 2)


def neg_pseudo_grad(theta, S, lam=0.01):
    h, J = unpack(theta)
    n = S.shape[0]
    field = S.dot(J) + h
    dfield = -2 * S / (1 + np.exp(2 * S * field)) / n
    dh = dfield.sum(axis=0)
    G = S.T.dot(dfield)
    # every coupling enters the conditional of both spins
    dJ = 0.5 * (G + G.T)[iu]
    dJ = dJ + 2 * lam * theta[D:]
    return np.concatenate((dh, dJ))


rng = np.random.RandomState(10)
h_true = 0.2 * rng.randn(D)
J_true = 0.4 * rng.randn(D * (D - 1) // 2)
S = gibbs_sample(*unpack(np.concatenate((h_true, J_true))), n=400, rng=rng)

theta = np.zeros(D + len(iu[0]))
for it in range(200):
    theta -= 0.1 * neg_pseudo_grad(theta, S)
print("objective", neg_pseudo_loglik(theta, S))
print("corr of couplings", np.corrcoef(theta[D:], J_true)[0, 1])
