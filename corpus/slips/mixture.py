import numpy as np

# Gaussian mixture, gradient of the log-likelihood in the means
N, D, K = 50, 2, 3
X = np.random.randn(N, D)
mu = np.random.randn(K, D)
logpi = np.log(np.ones(K) / K)
diff = X[:, None, :] - mu[None, :, :]  # (N, K, D)
logp = logpi - 0.5 * np.sum(diff ** 2, axis=2)  # (N, K)
m = logp.max(axis=1, keepdims=True)
lse = m[:, 0] + np.log(np.sum(np.exp(logp - m), axis=1))  # (N,)  #!! lse = m[:, 0] + np.log(np.sum(np.exp(logp - m), axis=1))  # (N, 1)
loglik = np.sum(lse)
r = np.exp(logp - lse[:, None])  # (N, K)
dmu = np.sum(r[:, :, None] * diff, axis=0)  # (K, D)  #!! dmu = np.sum(diff, axis=0)  # (K, D)
