# expect: LBZ201 line 20
# total variation denoising of a grey image, smoothed TV, gradient descent
import numpy as np


def tv_objective(u, f, lam, eps=1e-2):
    dx = u[:, 1:] - u[:, :-1]
    dy = u[1:, :] - u[:-1, :]
    tv = np.sum(np.sqrt(dx ** 2 + eps)) + np.sum(np.sqrt(dy ** 2 + eps))
    return 0.5 * np.sum((u - f) ** 2) + lam * tv


def tv_gradient(u, f, lam, eps=1e-2):
    dx = u[:, 1:] - u[:, :-1]
    dy = u[1:, :] - u[:-1, :]
    px = dx / np.sqrt(dx ** 2 + eps)
    py = dy / np.sqrt(dy ** 2 + eps)
    grad = u - f
    grad[:, 1:] += lam * px
    grad[:, :-1] += lam * px
    grad[1:, :] += lam * py
    grad[:-1, :] -= lam * py
    return grad


def denoise(f, lam=0.2, tau=0.05, n_iter=100):
    u = f.copy()
    for k in range(n_iter):
        u = u - tau * tv_gradient(u, f, lam)
        if k % 25 == 0:
            print(k, tv_objective(u, f, lam))
    return u


np.random.seed(2)
img = np.zeros((16, 16))
img[4:12, 4:12] = 1.0
noisy = img + 0.15 * np.random.randn(16, 16)
den = denoise(noisy)
print('mse noisy', np.mean((noisy - img) ** 2), 'mse denoised', np.mean((den - img) ** 2))
