import numpy as np

D, N = 4, 6
a = np.random.randn(D)
W = np.random.randn(N, D)

# softmax of a vector
e = np.exp(a - a.max())
s = e / e.sum()
ds_da = np.diag(s) - np.outer(s, s)  # (D, D)  #!! ds_da = np.diag(s) + np.outer(s, s)  # (D, D)

# tanh layer
u = W @ a  # (N,)
h = np.tanh(u)  # (N,)
dh_du = np.diag(1 - h ** 2)  # (N, N)
du_da = W
dh_da = dh_du @ du_da  # (N, D)
dh_dW = np.einsum("n,nm,d->nmd", 1 - h ** 2, np.eye(N), a)  # (N, N, D)  #!! dh_dW = np.einsum("n,nm,d->nmd", 1 - h, np.eye(N), a)  # (N, N, D)

# norm
r = np.sqrt(np.sum(a ** 2))
dr_da = a / r  #!! dr_da = a / r ** 2

# normalised vector
n = a / r
dn_da = (np.eye(D) - np.outer(n, n)) / r  #!! dn_da = (np.eye(D) - np.outer(a, a)) / r

# quadratic form
A = np.random.randn(D, D)
q = a @ A @ a
dq_da = (A + A.T) @ a  #!! dq_da = 2 * A @ a
dq_dA = np.outer(a, a)
