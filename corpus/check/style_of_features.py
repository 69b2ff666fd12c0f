# expect: clean
# verified: gs
import numpy as np

# Style transfer losses on given feature maps (the network itself is not here).
# Features are (C, H, W); images are optimised, so all gradients are taken at the generated features.


def gram(F):
    C = F.shape[0]
    f = F.reshape(C, -1)
    return f @ f.T


def content_loss(F, P, weight):
    diff = F - P
    loss = weight * 0.5 * np.sum(diff ** 2)
    grad = weight * diff
    return loss, grad


def style_loss(F, A, weight):
    """E = w / (4 N^2 M^2) sum_ij (G_ij - A_ij)^2, Gatys et al. A is the gram matrix of the style image."""
    N = F.shape[0]
    M = F.shape[1] * F.shape[2]
    f = F.reshape(N, M)
    G = f @ f.T
    diff = G - A
    loss = weight * np.sum(diff ** 2) / (4. * N ** 2 * M ** 2)
    grad = weight * (diff @ f) / (N ** 2 * M ** 2)
    return loss, grad.reshape(F.shape)


def tv_loss(F, weight):
    dv = F[:, 1:, :] - F[:, :-1, :]
    dh = F[:, :, 1:] - F[:, :, :-1]
    loss = weight * (np.sum(dv ** 2) + np.sum(dh ** 2))
    grad = np.zeros_like(F)
    grad[:, 1:, :] += 2 * weight * dv
    grad[:, :-1, :] -= 2 * weight * dv
    grad[:, :, 1:] += 2 * weight * dh
    grad[:, :, :-1] -= 2 * weight * dh
    return loss, grad


def total_loss(F, P, A, w_content=1.0, w_style=50.0, w_tv=0.01):
    lc, gc = content_loss(F, P, w_content)
    ls, gs = style_loss(F, A, w_style)
    lt, gt = tv_loss(F, w_tv)
    return lc + ls + lt, gc + gs + gt


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    P = rng.randn(4, 6, 6)
    S = rng.randn(4, 6, 6) * np.array([2., 1., .5, .1])[:, None, None]
    A = gram(S)
    F = rng.randn(4, 6, 6)
    for it in range(100):
        loss, grad = total_loss(F, P, A)
        F -= 0.05 * grad
        if it % 25 == 0:
            print(it, round(loss, 4))
