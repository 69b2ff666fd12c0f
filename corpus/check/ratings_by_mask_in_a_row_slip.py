# expect: LBZ201 line 23
import numpy as np


def center(Y, R):
    """Takes the mean of what each film was given off its row."""
    m, n = Y.shape
    mean = np.zeros((m, 1))
    centered = np.zeros(Y.shape)
    for i in range(m):
        rated = R[i, :] == 1
        mean[i] = np.mean(Y[i, rated])
        centered[i, rated] = Y[i, rated] - mean[i]
    return centered, mean


def cost(params, Y, R, n_users, n_movies, k, lam):
    X = params[:n_movies * k].reshape(n_movies, k)
    Theta = params[n_movies * k:].reshape(n_users, k)
    err = (X @ Theta.T - Y) * R
    J = 0.5 * np.sum(err ** 2) + 0.5 * lam * (np.sum(X ** 2) + np.sum(Theta ** 2))
    X_grad = err @ Theta + lam * X
    Theta_grad = err.T @ X + lam * X.mean()
    return J, np.concatenate([X_grad.ravel(), Theta_grad.ravel()])


rng = np.random.RandomState(0)
Y = rng.randint(1, 6, (5, 4)).astype(float)
R = (rng.rand(5, 4) < 0.7).astype(int)
Y, mean = center(Y, R)
params = rng.randn(2 * 9)
for _ in range(20):
    J, grad = cost(params, Y, R, 4, 5, 2, 1.5)
    params -= 0.01 * grad
