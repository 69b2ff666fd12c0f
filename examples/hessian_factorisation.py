"""Matrix factorisation: all second derivatives; two of them are one small matrix each."""
# wrt: U, V
# order: 2
import numpy as np

T: (m, n)
U: (m, k)
V: (n, k)

loss = np.sum((T - U @ V.T) ** 2)
