import numpy as np

D, N = 4, 50
X = np.random.randn(N, D)
mu = np.zeros(D)
A = np.random.randn(D, D)
S = A @ A.T + D * np.eye(D)
Sinv = np.linalg.inv(S)
diff = X - mu
nll = 0.5 * N * np.linalg.slogdet(S)[1] + 0.5 * np.sum((diff @ Sinv) * diff)
dnll_dmu = -np.sum(diff @ Sinv, axis=0)  #!! dnll_dmu = np.sum(diff @ Sinv, axis=0)
dnll_dS = 0.5 * N * Sinv - 0.5 * Sinv @ diff.T @ diff @ Sinv  #!! dnll_dS = 0.5 * N * Sinv - 0.5 * diff.T @ diff @ Sinv
