# expect: LBZ201
# Lotka-Volterra: least squares estimation with forward sensitivities (explicit Euler)
import numpy as np

DT, NSTEP = 0.02, 300


def simulate(p, z0):
    """Return trajectory (NSTEP+1, 2) and sensitivities (NSTEP+1, 2, 4)."""
    a, b, c, d = p
    z = np.zeros((NSTEP + 1, 2))
    S = np.zeros((NSTEP + 1, 2, 4))
    z[0] = z0
    for k in range(NSTEP):
        x, y = z[k]
        rhs = np.array([a * x - b * x * y, -c * y + d * x * y])
        Jz = np.array([[a - b * y, -b * x],
                       [d * x, -c + d * x]])
        Jp = np.array([[x, -x * y, 0.0, 0.0],
                       [0.0, 0.0, -y, x * y]])
        z[k + 1] = z[k] + DT * rhs
        S[k + 1] = S[k] + DT * (Jz @ S[k] + Jp)
    return z, S


def sse(p, z0, obs, idx):
    z, _ = simulate(p, z0)
    return 0.5 * np.sum((z[idx] - obs) ** 2)


def sse_grad(p, z0, obs, idx):
    z, S = simulate(p, z0)
    r = z[idx] - obs
    return np.einsum('ki,kij->j', r, S[idx])


if __name__ == "__main__":
    rng = np.random.default_rng(1926)
    pTrue = np.array([1.0, 0.5, 0.8, 0.3])
    z0 = np.array([2.0, 1.0])
    idx = np.arange(0, NSTEP + 1, 20)
    obs = simulate(pTrue, z0)[0][idx] + 0.05 * rng.standard_normal((len(idx), 2))
    p = np.array([0.9, 0.45, 0.7, 0.35])
    for it in range(200):
        p = p - 5e-4 * sse_grad(p, z0, obs, idx)
        if it % 50 == 0:
            print(it, sse(p, z0, obs, idx), p)
