# expect: clean
# verified: dx, dgamma, dbeta
import numpy as np

B, D = 6, 5
x = np.random.randn(B, D)
gamma = np.random.randn(D)
beta = np.random.randn(D)
target = np.random.randn(B, D)
mu = x.mean(axis=1, keepdims=True)  # (B, 1)
xc = x - mu
var = (xc**2).mean(axis=1, keepdims=True)
rstd = 1 / np.sqrt(var + 1e-5)
norm = xc * rstd  # (B, D)
out = gamma * norm + beta
loss = 0.5 * np.sum((out - target) ** 2)
dout = out - target
dbeta = dout.sum(axis=0)  # (D,)
dgamma = (dout * norm).sum(axis=0)
dnorm = dout * gamma
dx = rstd * (dnorm - dnorm.mean(axis=1, keepdims=True) - norm * (dnorm * norm).mean(axis=1, keepdims=True))
