# expect: LBZ201 or LBZ206 line 21
import numpy as np
np.random.seed(0)
B, T, D = 2, 5, 4
X = np.random.randn(B, T, D)
Wq = np.random.randn(D, D)
Wk = np.random.randn(D, D)
Wv = np.random.randn(D, D)
target = np.random.randn(B, T, D)
q = X @ Wq  # (B, T, D)
k = X @ Wk
v = X @ Wv
scores = q @ k.transpose(0, 2, 1) / np.sqrt(D)  # (B, T, T)
e = np.exp(scores - scores.max(axis=-1, keepdims=True))
att = e / e.sum(axis=-1, keepdims=True)
out = att @ v
loss = 0.5 * np.sum((out - target) ** 2) / B
dout = (out - target) / B
datt = dout @ v.transpose(0, 2, 1)
dv = att.transpose(0, 2, 1) @ dout
dscores = att * (1 - att) * datt
dq = dscores @ k / np.sqrt(D)
dk = dscores.transpose(0, 2, 1) @ q / np.sqrt(D)
dWq = np.einsum("btd,bte->de", X, dq)
dWk = np.einsum("btd,bte->de", X, dk)
dWv = np.einsum("btd,bte->de", X, dv)
