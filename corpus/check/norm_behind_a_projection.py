# verified: dspread
import numpy as np


def project(h, A, c):
    return h @ A + c, (h, A)


def project_back(dp, kept):
    h, A = kept
    return dp @ A.T, h.T @ dp, dp.sum(axis=0)


def whiten(p, scale, shift):
    m = p.mean(axis=0)
    q = p - m
    spread = np.mean(q ** 2, axis=0)
    root = np.sqrt(spread + 1e-6)
    u = q / root
    out = scale * u + shift
    return out, (q, root, u, scale)


def whiten_back(dout, kept):
    q, root, u, scale = kept
    n = dout.shape[0]
    dshift = dout.sum(axis=0)
    dscale = (dout * u).sum(axis=0)
    du = dout * scale
    dq = du / root
    droot = -(du * q).sum(axis=0) / root ** 2
    dspread = 0.5 * droot / root
    dq += 2 * q * dspread / n
    dp = dq - dq.mean(axis=0)
    return dp, dscale, dshift


np.random.seed(2)
h = 2 * np.random.randn(24, 7) - 1
A, c = np.random.randn(7, 5), np.zeros(5)
p, k1 = project(h, A, c)
out, k2 = whiten(p, np.ones(5), np.zeros(5))
dp, dscale, dshift = whiten_back(np.random.randn(24, 5), k2)
dh, dA, dc = project_back(dp, k1)
print(out.std(axis=0), dh.shape, dA.shape, dc)
