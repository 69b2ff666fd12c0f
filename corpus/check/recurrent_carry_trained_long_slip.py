# expect: LBZ201 line 38
import numpy as np

rng = np.random.RandomState(7)
n_x, n_s, n_y = 2, 5, 1
A = 0.4 * rng.randn(n_s, n_x)
R = 0.4 * rng.randn(n_s, n_s)
C = 0.4 * rng.randn(n_y, n_s)
k = np.zeros(n_s)


def run(xs):
    s = np.zeros((len(xs) + 1, n_s))
    y = np.zeros((len(xs), n_y))
    for t in range(len(xs)):
        s[t] = np.tanh(A.dot(xs[t]) + R.dot(s[t - 1]) + k)
        y[t] = C.dot(s[t])
    return y, s


def cost(xs, ys):
    y, s = run(xs)
    return 0.5 * np.sum((y - ys) ** 2)


def gradients(xs, ys):
    y, s = run(xs)
    dA, dR, dC, dk = np.zeros_like(A), np.zeros_like(R), np.zeros_like(C), np.zeros_like(k)
    dy = y - ys
    carried = np.zeros(n_s)
    for t in range(len(xs))[::-1]:
        dC += np.outer(dy[t], s[t])
        ds = C.T.dot(dy[t]) + carried
        dz = ds * (1 - s[t] ** 2)
        dA += np.outer(dz, xs[t])
        dR += np.outer(dz, s[t - 1])
        dk += dz
        carried = R.T.dot(ds)
    return dA, dR, dC, dk


signal = np.cumsum(rng.randn(400, n_x), axis=0) / 10
for sweep in range(20):
    total = 0.0
    for begin in range(0, 380, 10):
        xs = signal[begin:begin + 10]
        ys = signal[begin + 1:begin + 11, :1]
        total += cost(xs, ys)
        dA, dR, dC, dk = gradients(xs, ys)
        A -= 0.01 * dA
        R -= 0.01 * dR
        C -= 0.01 * dC
        k -= 0.01 * dk
    print(sweep, total)
