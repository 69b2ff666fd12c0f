# expect: LBZ201 line 25
import numpy as np
from scipy.optimize import minimize

# stiffness of the pieces of a wire from where its beads hang: log stiffness s, smooth along the wire


def hang(k, load):
    n = len(k)
    A = np.diag(k) + np.diag(np.append(k[1:], 0.0))
    A = A - np.diag(k[1:], 1) - np.diag(k[1:], -1)
    return np.linalg.solve(A, load), A


def misfit(s, load, seen, smooth):
    k = np.exp(s)
    u, A = hang(k, load)
    r = u - seen
    ds = np.diff(s)
    J = 0.5 * r @ r + 0.5 * smooth * ds @ ds

    lam = np.linalg.solve(A, r)
    du = np.diff(np.concatenate([[0.0], u]))
    dl = np.diff(np.concatenate([[0.0], lam]))
    gs = -du * dl
    gs[:-1] -= smooth * ds
    gs[1:] += smooth * ds
    return J, gs


if __name__ == "__main__":
    rng = np.random.default_rng(6)
    load = np.ones(8)
    true = 0.3 * np.sin(np.arange(8))
    seen, _ = hang(np.exp(true), load)
    res = minimize(misfit, np.zeros(8), args=(load, seen, 1e-4), jac=True, method="L-BFGS-B")
    print(res.x - true)
