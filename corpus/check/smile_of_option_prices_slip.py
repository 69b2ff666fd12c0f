# expect: LBZ202
"""Calibrate a quadratic implied-volatility smile to call prices (Black-Scholes)."""
import numpy as np
from math import erf

_N = np.vectorize(lambda x: 0.5 * (1 + erf(x / 2 ** 0.5)))


def _n(x):
    return np.exp(-x * x / 2) / np.sqrt(2 * np.pi)


def call(S, K, T, r, vol):
    d1 = (np.log(S / K) + (r + 0.5 * vol ** 2) * T) / (vol * np.sqrt(T))
    d2 = d1 - vol * np.sqrt(T)
    return S * _N(d1) - K * np.exp(-r * T) * _N(d2)


def vega(S, K, T, r, vol):
    d1 = (np.log(S / K) + (r + 0.5 * vol ** 2) * T) / (vol * np.sqrt(T))
    return S * _n(d1)


def smile(c, S, K):
    m = np.log(K / S)
    return c[0] + c[1] * m + c[2] * m ** 2


def mse(c, S, K, T, r, price):
    return np.mean((call(S, K, T, r, smile(c, S, K)) - price) ** 2)


def mse_grad(c, S, K, T, r, price):
    m = np.log(K / S)
    vol = smile(c, S, K)
    err = call(S, K, T, r, vol) - price
    dvol = 2 * err * vega(S, K, T, r, vol) / len(K)
    return np.array([dvol.sum(), (dvol * m).sum(), (dvol * m ** 2).sum()])


if __name__ == "__main__":
    S, r, T = 100.0, 0.02, 0.5
    K = np.linspace(80, 125, 12)
    market = call(S, K, T, r, smile(np.array([0.22, -0.15, 0.4]), S, K))
    c = np.array([0.3, 0.0, 0.0])
    for i in range(4000):
        c = c - 8e-4 * mse_grad(c, S, K, T, r, market)
    print("smile coefficients", c, "mse", mse(c, S, K, T, r, market))
