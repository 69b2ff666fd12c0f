# expect: LBZ201 line 33 of dx
import numpy as np


def scale_forward(x, s, eps=1e-6):
    inv = 1.0 / np.sqrt(np.mean(x ** 2, axis=-1, keepdims=True) + eps)
    return s * x * inv, (x, s, inv)


def scale_backward(dy, cache):
    x, s, inv = cache
    ds = np.sum(dy * x * inv, axis=0)
    dn = dy * s
    dx = inv * (dn - x * inv ** 2 * np.mean(dn * x, axis=-1, keepdims=True))
    return dx, ds


def block(x, p):
    n, cache = scale_forward(x, p['s'])
    a = np.tanh(n @ p['A'])
    return x + a @ p['B'], (n, a, cache)


def block_backward(dout, p, saved):
    n, a, cache = saved
    grads = {}
    grads['B'] = a.T @ dout
    da = (dout @ p['B'].T) * (1 - a ** 2)
    grads['A'] = n.T @ da
    # the way around the block is left out here
    # (dout would have to be added)
    dn = da @ p['A'].T
    dx, grads['s'] = scale_backward(dn, cache)
    return dx, grads


rng = np.random.RandomState(3)
p = {'s': np.ones(4), 'A': rng.randn(4, 6), 'B': rng.randn(6, 4)}
x = rng.randn(5, 4)
t = rng.randn(5, 4)
for _ in range(10):
    out, saved = block(x, p)
    loss = 0.5 * np.sum((out - t) ** 2)
    dx, grads = block_backward(out - t, p, saved)
    for k in p:
        p[k] -= 0.01 * grads[k]
print(loss)
