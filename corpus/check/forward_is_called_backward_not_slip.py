# expect: LBZ201 line 18
import numpy as np


def norm_fwd(x, gain, eps=1e-5):
    mu = x.mean(-1, keepdims=True)
    inv = 1 / np.sqrt(x.var(-1, keepdims=True) + eps)
    z = (x - mu) * inv
    return gain * z, (z, inv, gain)


def norm_bwd(dout, cache):
    z, inv, gain = cache
    dgain = np.sum(dout * z, axis=(0, 1))
    dz = dout * gain
    dx = inv * (dz - dz.mean(-1, keepdims=True)
                - z * (dz * z).mean(-1, keepdims=True))
    dx = dx * gain
    return dx, dgain


def unit_fwd(x, p):
    n, cache = norm_fwd(x, p['gain'])
    return x + n @ p['W'], (n, cache)


def unit_bwd(dy, p, cache):
    n, inner = cache
    grads = {'W': np.einsum('btc,btd->cd', n, dy)}
    dn = dy @ p['W'].T
    dx, grads['gain'] = norm_bwd(dn, inner)
    return dx + dy, grads


if __name__ == "__main__":
    B, T, C = 2, 3, 4
    p = dict(gain=np.ones(C), W=np.random.randn(C, C) * 0.1)
    y, c = unit_fwd(np.random.randn(B, T, C), p)
    print(y.shape)
