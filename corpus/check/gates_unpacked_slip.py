# expect: LBZ201 line 19
# A gated unit whose cache is taken apart in another order than it was put together.
import numpy as np


def squash(v):
    return 1 / (1 + np.exp(-v))


def unit_forward(x, s, w):
    keep = squash(x @ w['keep'] + s)
    new = np.tanh(x @ w['new'])
    write = squash(x @ w['write'])
    out = keep * s + write * new
    return out, (x, s, keep, write, new)


def unit_backward(dout, cache, w):
    x, s, write, keep, new = cache
    dkeep = dout * s * keep * (1 - keep)
    dwrite = dout * new * write * (1 - write)
    dnew = dout * write * (1 - new**2)
    grads = {
        'keep': x.T @ dkeep,
        'write': x.T @ dwrite,
        'new': x.T @ dnew,
    }
    ds = dout * keep + dkeep
    dx = dkeep @ w['keep'].T + dwrite @ w['write'].T + dnew @ w['new'].T
    return dx, ds, grads


rng = np.random.RandomState(2)
w = {name: rng.randn(4, 5) for name in ('keep', 'write', 'new')}
x, s = rng.randn(3, 4), rng.randn(3, 5)
out, cache = unit_forward(x, s, w)
dx, ds, grads = unit_backward(out - rng.randn(3, 5), cache, w)
print(dx.shape, ds.shape)
