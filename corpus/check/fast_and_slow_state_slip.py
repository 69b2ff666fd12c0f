# expect: LBZ201 line 19
import numpy as np

# A unit with a fast and a slow state: the slow one follows the fast one, and damps it.


def forward_step(x, fast, slow, U, V, c):
    z = x @ U + fast @ V - slow + c
    now = np.tanh(z)
    rest = 0.8 * slow + 0.2 * now
    follow = np.sin(rest)
    out = now * follow
    return out, rest, (x, fast, U, V, now, rest, follow)


def backward_step(dout, drest, cache):
    x, fast, U, V, now, rest, follow = cache
    dnow = dout * follow
    drest = dout * now * np.cos(rest)
    dnow = dnow + 0.2 * drest
    dz = dnow * (1 - now ** 2)
    dslow = 0.8 * drest - dz
    return dz @ U.T, dz @ V.T, dslow, x.T @ dz, fast.T @ dz, dz.sum(axis=0)


def forward(x, start, U, V, c):
    n, T, _ = x.shape
    fast, slow = start, np.zeros_like(start)
    outs, caches = np.zeros((n, T, start.shape[1])), []
    for t in range(T):
        fast, slow, cache = forward_step(x[:, t], fast, slow, U, V, c)
        outs[:, t] = fast
        caches.append(cache)
    return outs, caches


def backward(douts, caches):
    n, T, k = douts.shape
    d = caches[0][0].shape[1]
    dx = np.zeros((n, T, d))
    dU, dV, dc = np.zeros((d, k)), np.zeros((k, k)), np.zeros(k)
    dfast, dslow = np.zeros((n, k)), np.zeros((n, k))
    for t in range(T - 1, -1, -1):
        dx[:, t], dfast, dslow, u, v, b = backward_step(douts[:, t] + dfast, dslow, caches[t])
        dU += u
        dV += v
        dc += b
    return dx, dfast, dU, dV, dc


if __name__ == '__main__':
    rng = np.random.RandomState(2)
    n, T, d, k = 3, 4, 2, 5
    x, start = rng.randn(n, T, d), rng.randn(n, k)
    U, V, c = rng.randn(d, k), rng.randn(k, k), rng.randn(k)
    outs, caches = forward(x, start, U, V, c)
    dx, dstart, dU, dV, dc = backward(rng.randn(*outs.shape), caches)
    print(dx.shape, dstart.shape, dU.shape, dV.shape, dc.shape)
