# expect: LBZ201 line 16
import numpy as np


def ratings_cost(params, Y, R, k, lam):
    """Y: (movies, users) stars, R: (movies, users) whether there are any."""
    movies, users = Y.shape
    X = params[:movies * k].reshape(movies, k)
    Theta = params[movies * k:].reshape(users, k)
    J = 0.5 * np.sum(((X @ Theta.T - Y) * R) ** 2) + lam / 2 * (np.sum(X ** 2) + np.sum(Theta ** 2))
    X_grad = np.zeros((movies, k))
    Theta_grad = np.zeros((users, k))
    for i in range(movies):
        seen = np.where(R[i, :] == 1)[0]
        theirs = Theta[seen, :]
        X_grad[i, :] = (X[i, :].dot(theirs.T) + Y[i, seen]).dot(theirs) + lam * X[i, :]
    for j in range(users):
        rated = np.where(R[:, j] == 1)[0]
        those = X[rated, :]
        Theta_grad[j, :] = (those.dot(Theta[j, :]) - Y[rated, j]).dot(those) + lam * Theta[j, :]
    return J, np.concatenate([X_grad.ravel(), Theta_grad.ravel()])


rng = np.random.RandomState(2)
Y = rng.randint(1, 6, (7, 4)).astype(float)
R = rng.rand(7, 4) < 0.7
J, grad = ratings_cost(rng.randn(11 * 3), Y, R, 3, 1.5)
print(J)
