# expect: clean
# verified: dh, dq, dS, dgain
import numpy as np


def filtered(theta, y):
    """
    Random walk seen with noise; theta = (log variance of the noise, log variance of the steps).
    Derivatives by theta go forward with the values. Returns log-likelihood (without constants), gradient.
    """
    h, q = np.exp(theta)
    dh = np.array([h, 0.0])
    dq = np.array([0.0, q])
    m, P = y[0], h
    dm, dP = np.zeros(2), dh.copy()
    ll, grad = 0.0, np.zeros(2)
    for t in range(1, len(y)):
        P, dP = P + q, dP + dq
        e, de = y[t] - m, -dm
        S = P + h
        dS = dP + dh
        ll += -0.5 * (np.log(S) + e ** 2 / S)
        grad += -0.5 * (dS / S + 2 * e * de / S - e ** 2 * dS / S ** 2)
        gain = P / S
        dgain = dP / S - P * dS / S ** 2
        m, dm = m + gain * e, dm + dgain * e + gain * de
        P, dP = P * (1 - gain), dP * (1 - gain) - P * dgain
    return ll, grad


def fit(y, rate=0.02, rounds=100):
    theta = np.array([0.1, -0.3])
    for _ in range(rounds):
        ll, grad = filtered(theta, y)
        theta += rate * grad
    return theta, ll


if __name__ == '__main__':
    np.random.seed(5)
    y = np.cumsum(0.4 * np.random.randn(40)) + np.random.randn(40)
    theta, ll = fit(y)
    print(np.exp(theta), ll)
