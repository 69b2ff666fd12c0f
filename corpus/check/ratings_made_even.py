# expect: clean
# verified: X_grad
# Machine learning course, exercise 8: recommender systems
import numpy as np
from scipy.optimize import minimize


def cofi_cost_func(params, Y, R, num_users, num_movies, num_features, lamb):
    """
    Collaborative filtering cost function.
    params: unrolled X and Theta
    Y: num_movies x num_users matrix of ratings
    R: num_movies x num_users, R(i, j) = 1 if the i-th movie was rated by the j-th user
    """
    # Unfold the X and Theta matrices from params
    X = params[0:num_movies * num_features].reshape(num_movies, num_features)
    Theta = params[num_movies * num_features:].reshape(num_users, num_features)

    error = (X.dot(Theta.T) - Y) * R
    J = 0.5 * np.sum(error ** 2)
    J = J + lamb / 2 * np.sum(Theta ** 2) + lamb / 2 * np.sum(X ** 2)

    X_grad = np.zeros(X.shape)
    Theta_grad = np.zeros(Theta.shape)
    for i in range(num_movies):
        idx = np.where(R[i, :] == 1)[0]
        Theta_temp = Theta[idx, :]
        Y_temp = Y[i, idx]
        X_grad[i, :] = (X[i, :].dot(Theta_temp.T) - Y_temp).dot(Theta_temp) + lamb * X[i, :]
    for j in range(num_users):
        idx = np.where(R[:, j] == 1)[0]
        X_temp = X[idx, :]
        Y_temp = Y[idx, j]
        Theta_grad[j, :] = (X_temp.dot(Theta[j, :]) - Y_temp).dot(X_temp) + lamb * Theta[j, :]

    grad = np.concatenate((X_grad.ravel(), Theta_grad.ravel()))
    return J, grad


def normalize_ratings(Y, R):
    m, n = Y.shape
    Ymean = np.zeros((m, 1))
    Ynorm = np.zeros(Y.shape)
    for i in range(m):
        idx = np.where(R[i, :] == 1)[0]
        Ymean[i] = np.mean(Y[i, idx])
        Ynorm[i, idx] = Y[i, idx] - Ymean[i]
    return Ynorm, Ymean


if __name__ == '__main__':
    np.random.seed(5)
    num_movies, num_users, num_features = 9, 6, 3
    Y = np.random.randint(1, 6, (num_movies, num_users)).astype(float)
    R = (np.random.rand(num_movies, num_users) < 0.7).astype(int)
    R[:, 0] = 1
    Y = Y * R
    Ynorm, Ymean = normalize_ratings(Y, R)
    init = np.random.randn(num_features * (num_movies + num_users))
    J, grad = cofi_cost_func(init, Ynorm, R, num_users, num_movies, num_features, 1.5)
    print('Cost at initial parameters: {:.2f}'.format(J))
    res = minimize(cofi_cost_func, init, args=(Ynorm, R, num_users, num_movies, num_features, 1.5),
                   method='CG', jac=True, options={'maxiter': 50})
    print('Cost after training: {:.2f}'.format(res.fun))
