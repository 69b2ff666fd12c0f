# expect: LBZ201 line 32
import numpy as np

rng = np.random.RandomState(2)
units = 5
series = np.sin(np.linspace(0, 9, 60))

A = rng.randn(units, units) * 0.3
B = rng.randn(units, 1) * 0.3
C = rng.randn(1, units) * 0.3


def unroll(x, y):
    h = {-1: np.zeros((units, 1))}
    out, cost = {}, 0.0
    for t in range(len(x)):
        h[t] = np.tanh(np.dot(A, h[t - 1]) + B * x[t])
        out[t] = np.dot(C, h[t])
        cost += 0.5 * np.sum((out[t] - y[t]) ** 2)
    return cost, h, out


def back(x, y, h, out):
    dA, dB, dC = np.zeros_like(A), np.zeros_like(B), np.zeros_like(C)
    later = np.zeros((units, 1))
    for t in reversed(range(len(x))):
        miss = out[t] - y[t]
        dC += np.dot(miss, h[t].T)
        inner = (np.dot(C.T, miss) + later) * (1 - h[t] ** 2)
        dA += np.dot(inner, h[t - 1].T)
        dB += inner * x[t]
        later = np.dot(A, inner)
    return dA, dB, dC


lr = 0.05
rounds = 0
while rounds < 200:
    k = rounds % 50
    cost, h, out = unroll(series[k:k + 4], series[k + 1:k + 5])
    dA, dB, dC = back(series[k:k + 4], series[k + 1:k + 5], h, out)
    A -= lr * dA
    B -= lr * dB
    C -= lr * dC
    rounds += 1
