# expect: LBZ202 line 22
import numpy as np

N = 20
X = np.random.randn(N, 1)
y = np.random.randn(N)
ell = np.random.rand()
sf = np.random.rand()
sn = np.random.rand()

D2 = (X - X.T) ** 2
E = np.exp(-0.5 * D2 / ell ** 2)
K = sf ** 2 * E + sn ** 2 * np.eye(N)
Kinv = np.linalg.inv(K)
alpha = Kinv @ y
sign, logdet = np.linalg.slogdet(K)
nll = 0.5 * y @ alpha + 0.5 * logdet + 0.5 * N * np.log(2 * np.pi)

G = 0.5 * (Kinv - np.outer(alpha, alpha))
d_ell = np.sum(G * (sf ** 2 * E * D2 / ell ** 3))
d_sf = np.sum(G * (2 * sf * E))
d_sn = sn * np.trace(G)
