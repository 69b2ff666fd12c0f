# expect: LBZ302 line 7
import numpy as np

B, K = 8, 4
q = np.random.randn(B, K)
q = q / q.sum(axis=1, keepdims=True)
entropy = -np.sum(q * np.log(q), axis=1)  # (B,)
