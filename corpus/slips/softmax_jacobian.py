import numpy as np

B, D = 256, 10
v = np.random.randn(B, D)
e = np.exp(v)  # (B, D)
s = np.sum(e, axis=1, keepdims=True)  # (B, 1)  #!! s = np.sum(e, axis=1, keepdims=True)  # (B,)
q = e / s  # (B, D)

dq_dv = np.einsum("bi,ij->bij", q, np.eye(D)) - np.einsum("bi,bj->bij", q, q)  # (B, D, D)  #!! dq_dv = np.einsum("bi,ij->bij", q * (1 - q), np.eye(D))  # (B, D, D)
