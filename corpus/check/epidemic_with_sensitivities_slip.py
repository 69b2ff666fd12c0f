# expect: LBZ101 line 27
"""SIR epidemic, Poisson likelihood of daily incidence, forward sensitivity equations."""
import numpy as np

POP = 1e4
N_DAYS = 60


def run_sir(theta):
    """theta = log(beta, gamma, I0).  Returns incidence and its derivative w.r.t. theta."""
    beta, gamma, I0 = np.exp(theta)
    s, i = POP - I0, I0
    ds = np.array([0.0, 0.0, -I0])           # (3,)
    di = np.array([0.0, 0.0, I0])            # (3,)
    inc = np.zeros(N_DAYS)
    dinc = np.zeros((N_DAYS, 3))
    for day in range(N_DAYS):
        new = beta * s * i / POP
        dnew = beta * (ds * i + s * di) / POP
        dnew[0] += new
        rec = gamma * i
        drec = gamma * di
        drec[1] += rec
        inc[day], dinc[day] = new, dnew
        s, ds = s - new, ds - dnew
        i, di = i + new - rec, di + dnew - drec
    return inc, dinc                         # (N_DAYS,), (3, N_DAYS)


def nll(theta, cases):
    inc, _ = run_sir(theta)
    return np.sum(inc - cases * np.log(inc))


def nll_grad(theta, cases):
    inc, dinc = run_sir(theta)
    w = 1.0 - cases / inc                    # (N_DAYS,)
    return dinc.T @ w                        # (3,)


if __name__ == "__main__":
    rng = np.random.default_rng(1927)
    truth = np.log([0.45, 0.2, 5.0])
    cases = rng.poisson(run_sir(truth)[0])
    th = np.log([0.4, 0.2, 8.0])
    for it in range(1500):
        th = th - 2e-6 * nll_grad(th, cases)
        if it % 300 == 0:
            print(it, nll(th, cases), np.exp(th))
