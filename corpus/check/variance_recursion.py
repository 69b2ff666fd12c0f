# expect: LBZ201 line 24
# A text says what is in the parameters, in order; it is no shape.
import numpy as np


def nll_and_score(params, r):
    """params = (mu, omega, alpha). Returns the average negative log likelihood and its gradient."""
    mu, omega, alpha = params
    T = len(r)
    e = r - mu
    h = np.zeros(T)
    dh = np.zeros((T, 3))
    h[0] = 1.5
    nll = 0.0
    score = np.zeros(3)
    for t in range(T):
        if t > 0:
            h[t] = omega + alpha * e[t - 1] ** 2
            dh[t, 0] = -2 * alpha * e[t - 1]
            dh[t, 1] = 1.0
            dh[t, 2] = e[t - 1] ** 2
        nll += 0.5 * (np.log(h[t]) + e[t] ** 2 / h[t])
        # by the variance, and by the mean
        score += (1.0 / h[t] - e[t] ** 2 / h[t] ** 2) * dh[t]
        score[0] -= e[t] / h[t]
    return nll / T, score / T


if __name__ == '__main__':
    from scipy.optimize import minimize
    returns = np.loadtxt('returns.txt')
    fit = minimize(nll_and_score, np.array([0.0, 1.0, 0.1]), args=(returns,), jac=True)
    print(fit.x)
