# expect: clean
# verified: grad_w
import numpy as np

n_samples, n_features = 30, 4
rng = np.random.default_rng(7)
X = rng.normal(size=(n_samples, n_features))  # [n_samples, n_features]
y = rng.normal(size=n_samples)
w = np.zeros(n_features)
alpha = 0.5
residual = X @ w - y  # [n_samples]
loss = 0.5 * residual @ residual + 0.5 * alpha * w @ w
grad_w = X.T @ residual + alpha * w  # -> [n_features]
