# expect: LBZ201 line 8
import numpy as np

B, K = 8, 4
z = np.random.randn(B, K)
e = np.exp(z - z.max(axis=1, keepdims=True))
p = e / e.sum(axis=1, keepdims=True)  # Shape: (B, K)
dp_dz = np.einsum("bi,ij->bij", p, np.eye(K)) + np.einsum("bi,bj->bij", p, p)  # Shape: (B, K, K)
