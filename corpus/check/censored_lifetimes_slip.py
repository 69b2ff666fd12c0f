# expect: LBZ201 line 23
# weibull_fit.py
# Time-to-failure of bearings; right censored at the end of the test.
import numpy as np


def neg_log_lik(theta, t, d):
    """theta = (log k, log lam);  d = 1 failure observed, 0 censored."""
    k, lam = np.exp(theta)
    u = t / lam
    ll = d * (np.log(k) - np.log(lam) + (k - 1) * np.log(u)) - u ** k
    return -ll.sum()


def grad_neg_log_lik(theta, t, d):
    k, lam = np.exp(theta)
    u = t / lam
    uk = u ** k
    logu = np.log(u)
    # d/d log k
    g_k = np.sum(d * (1 + k * logu) - k * uk * logu)
    # d/d log lam
    g_lam = np.sum(-k + k * uk)
    return -np.array([g_k, g_lam])


def fit(t, d, n_iter=400, lr=0.002):
    th = np.array([0.0, np.log(t.mean())])
    for i in range(n_iter):
        th = th - lr * grad_neg_log_lik(th, t, d)
        if i % 100 == 0:
            print(f"{i:4d}  nll={neg_log_lik(th, t, d):.4f}")
    return np.exp(th)


if __name__ == "__main__":
    rs = np.random.RandomState(5)
    life = 3.0 * rs.weibull(1.8, size=120)
    cens = 4.0
    d = (life <= cens).astype(float)
    t = np.minimum(life, cens)
    print("shape, scale:", fit(t, d))
