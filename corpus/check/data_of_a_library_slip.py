# expect: LBZ201 line 32
"""A classifier of flowers: the data comes from scikit-learn, scaled and cut into two parts."""
import numpy as np
from sklearn import datasets
from sklearn.model_selection import train_test_split
from sklearn.preprocessing import StandardScaler

flowers = datasets.load_iris()
X = StandardScaler().fit_transform(flowers.data)
labels = flowers.target
X_train, X_test, t_train, t_test = train_test_split(X, labels, test_size=0.25, random_state=3)

W1 = np.random.randn(4, 6) * 0.3
b1 = np.zeros((1, 6))
W2 = np.random.randn(6, 3) * 0.3
b2 = np.zeros((1, 3))
n = X_train.shape[0]

for epoch in range(300):
    Z1 = X_train @ W1 + b1
    A1 = np.tanh(Z1)
    Z2 = A1 @ W2 + b2
    E = np.exp(Z2 - Z2.max(axis=1, keepdims=True))
    P = E / E.sum(axis=1, keepdims=True)
    loss = -np.mean(np.log(P[np.arange(n), t_train]))

    dZ2 = P.copy()
    dZ2[np.arange(n), t_train] -= 1
    dZ2 /= n
    dW2 = A1.T @ dZ2
    db2 = dZ2.sum(axis=0, keepdims=True)
    dZ1 = (dZ2 @ W2.T) * (1 - A1)
    dW1 = X_train.T @ dZ1
    db1 = dZ1.sum(axis=0, keepdims=True)

    W1 -= 0.1 * dW1
    b1 -= 0.1 * db1
    W2 -= 0.1 * dW2
    b2 -= 0.1 * db2
