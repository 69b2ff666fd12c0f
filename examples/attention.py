"""One head of attention over a sequence of T steps, for a batch."""
import numpy as np

B, T, d = 8, 16, 12
Q: (B, T, d)
K: (B, T, d)
V: (B, T, d)

scores = np.einsum("btd,bsd->bts", Q, K) / np.sqrt(d)
A = softmax(scores, axis=-1)
out = np.einsum("bts,bsd->btd", A, V)
