# expect: LBZ201 line 38
import numpy as np

# SIR epidemic, forward Euler, gradient of the misfit by the discrete adjoint

DT = 0.5
STEPS = 60


def simulate(beta, gam, s0, i0):
    S = np.zeros(STEPS + 1)
    I = np.zeros(STEPS + 1)
    S[0], I[0] = s0, i0
    for k in range(STEPS):
        new_inf = beta * S[k] * I[k]
        S[k + 1] = S[k] - DT * new_inf
        I[k + 1] = I[k] + DT * (new_inf - gam * I[k])
    return S, I


def misfit(beta, gam, s0, i0, data):
    _, I = simulate(beta, gam, s0, i0)
    return 0.5 * np.sum((I - data) ** 2)


def misfit_gradient(beta, gam, s0, i0, data):
    S, I = simulate(beta, gam, s0, i0)
    lam_S = 0.0
    lam_I = I[-1] - data[-1]
    g_beta = 0.0
    g_gam = 0.0
    for k in range(STEPS - 1, -1, -1):
        g_beta += DT * S[k] * I[k] * (lam_I - lam_S)
        g_gam -= DT * I[k] * lam_I
        new_S = lam_S + DT * beta * I[k] * (lam_I - lam_S)
        new_I = lam_I + DT * (beta * S[k] * (lam_I - lam_S) - gam * lam_I)
        lam_S = new_S
        lam_I = new_I + (I[k + 1] - data[k + 1])
    return g_beta, g_gam, lam_S, lam_I


rng = np.random.default_rng(40)
_, clean = simulate(0.9, 0.3, 0.99, 0.01)
data = clean + 0.01 * rng.normal(size=clean.size)

beta, gam = 0.7, 0.4
for it in range(200):
    gb, gg, _, _ = misfit_gradient(beta, gam, 0.99, 0.01, data)
    beta -= 0.05 * gb
    gam -= 0.05 * gg
print("beta %.3f gamma %.3f R0 %.2f" % (beta, gam, beta / gam))
