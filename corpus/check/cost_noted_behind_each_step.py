# expect: clean
# verified: grad
import numpy as np

# House prices with plain linear regression, gradient descent vs normal equation

def feature_normalize(X):
    mu = np.mean(X, axis=0)
    sigma = np.std(X, axis=0)
    return (X - mu) / sigma, mu, sigma


def compute_cost_multi(X, y, theta):
    m = len(y)
    predictions = X.dot(theta)
    sqrErrors = (predictions - y) ** 2
    return 1.0 / (2 * m) * np.sum(sqrErrors)


def gradient_descent_multi(X, y, theta, alpha, num_iters):
    """ X: (m, n+1), y: (m, 1), theta: (n+1, 1) """
    m = len(y)
    J_history = np.zeros((num_iters, 1))
    for i in range(num_iters):
        error = X.dot(theta) - y
        grad = X.T.dot(error) / m
        theta = theta - alpha * grad
        J_history[i] = compute_cost_multi(X, y, theta)
    return theta, J_history


def normal_eqn(X, y):
    return np.linalg.pinv(X.T.dot(X)).dot(X.T).dot(y)


np.random.seed(15)
m = 47
size = np.random.uniform(800, 4500, m)
rooms = np.random.randint(1, 6, m)
price = 89597 + 139 * size - 8738 * rooms + 20000 * np.random.randn(m)
data = np.column_stack([size, rooms])
y = price.reshape(m, 1)

X, mu, sigma = feature_normalize(data)
X = np.concatenate([np.ones((m, 1)), X], axis=1)
theta, J_history = gradient_descent_multi(X, y, np.zeros((3, 1)), 0.1, 300)
print('Theta computed from gradient descent:', theta.ravel())
print('Final cost: {:.1f}'.format(J_history[-1, 0]))

house = np.array([1, (1650 - mu[0]) / sigma[0], (3 - mu[1]) / sigma[1]])
print('Predicted price of a 1650 sq-ft, 3 br house: ${:.2f}'.format(house.dot(theta)[0]))

Xn = np.concatenate([np.ones((m, 1)), data], axis=1)
print('normal equations: ${:.2f}'.format(np.array([1, 1650, 3]).dot(normal_eqn(Xn, y))[0]))

