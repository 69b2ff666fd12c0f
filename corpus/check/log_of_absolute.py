# expect: clean
import numpy as np

B, K = 8, 4
q = np.abs(np.random.randn(B, K)) + 0.1
q = q / q.sum(axis=1, keepdims=True)
entropy = -np.sum(q * np.log(q), axis=1)  # (B,)
