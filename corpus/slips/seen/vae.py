import numpy as np

B, D, H, Z = 4, 6, 5, 2
np.random.seed(3)
x = np.random.rand(B, D)
W1 = np.random.randn(D, H) * 0.1
Wm = np.random.randn(H, Z) * 0.1
Wv = np.random.randn(H, Z) * 0.1
W3 = np.random.randn(Z, D) * 0.1
eps = np.random.randn(B, Z)

# encoder
h = np.tanh(x @ W1)             # (B, H)
mu = h @ Wm                     # (B, Z)
logvar = h @ Wv                 # (B, Z)
z = mu + np.exp(0.5 * logvar) * eps
# decoder
xhat = 1 / (1 + np.exp(-(z @ W3)))
recon = -np.sum(x * np.log(xhat) + (1 - x) * np.log(1 - xhat)) / B
kl = -0.5 * np.sum(1 + logvar - mu ** 2 - np.exp(logvar)) / B
loss = recon + kl

# backward
dlogits = (xhat - x) / B
dW3 = z.T @ dlogits
dz = dlogits @ W3.T
dmu = dz + mu / B  #!! dmu = dz + mu
dlogvar = dz * 0.5 * np.exp(0.5 * logvar) * eps + 0.5 * (np.exp(logvar) - 1) / B  #!! dlogvar = dz * np.exp(0.5 * logvar) * eps + 0.5 * (np.exp(logvar) - 1) / B
dWm = h.T @ dmu
dWv = h.T @ dlogvar
dh = dmu @ Wm.T + dlogvar @ Wv.T  #!! dh = dmu @ Wm.T
da = dh * (1 - h ** 2)
dW1 = x.T @ da
