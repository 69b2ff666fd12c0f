# expect: clean
# verified: dk, dx
import numpy as np

def depthwise(x, k):
    """ Depthwise 2-d filter, 'same' padding, channels last.

    x: (B, H, W, C)
    k: (r, r, C)  one r x r filter for each channel, r odd
    """
    r = k.shape[0]
    p = r // 2
    xp = np.pad(x, ((0, 0), (p, p), (p, p), (0, 0)))     # (B, H+2p, W+2p, C)
    B, H, W, C = x.shape
    y = np.zeros_like(x)
    for i in range(r):
        for j in range(r):
            y += xp[:, i:i + H, j:j + W, :] * k[i, j]
    return y, xp

def depthwise_grad(dy, xp, k):
    """ dy: (B, H, W, C), returns dx (B, H, W, C) and dk (r, r, C) """
    r = k.shape[0]
    p = r // 2
    B, H, W, C = dy.shape
    dxp = np.zeros_like(xp)
    dk = np.zeros_like(k)
    for i in range(r):
        for j in range(r):
            patch = xp[:, i:i + H, j:j + W, :]                  # (B, H, W, C)
            dk[i, j] = np.sum(patch * dy, axis=(0, 1, 2))       # (C,)
            dxp[:, i:i + H, j:j + W, :] += dy * k[i, j]
    dx = dxp[:, p:p + H, p:p + W, :]
    return dx, dk

np.random.seed(14)
x = np.random.rand(2, 6, 5, 3)
true_k = np.random.randn(3, 3, 3)
ref, _ = depthwise(x, true_k)
k = np.zeros((3, 3, 3))
for step in range(300):
    y, xp = depthwise(x, k)
    e = y - ref
    dx, dk = depthwise_grad(e / len(x), xp, k)
    k -= 0.05 * dk
print('filter error', np.abs(k - true_k).max())
