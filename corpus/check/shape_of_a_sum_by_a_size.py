# expect: clean
# verified: g['Wc'], g['bc'], dcat, dx, dhprev
# One GRU step with its backward pass, row-major batch
import numpy as np

# names
#   xt      (B, I)     input at time t
#   hprev   (B, U)     previous state
#   Wz, Wr, Wc  (I + U, U)
#   bz, br, bc  (U,)


def sig(a):
    return 1.0 / (1.0 + np.exp(-a))


def gru_step(xt, hprev, P):
    cat = np.hstack([xt, hprev])               # B x (I+U)
    z = sig(cat.dot(P['Wz']) + P['bz'])        # B x U
    r = sig(cat.dot(P['Wr']) + P['br'])        # B x U
    cat2 = np.hstack([xt, r * hprev])          # B x (I+U)
    c = np.tanh(cat2.dot(P['Wc']) + P['bc'])
    h = (1 - z) * hprev + z * c                # B x U
    return h, (cat, z, r, cat2, c, hprev)


def gru_step_back(dh, cache, P):
    cat, z, r, cat2, c, hprev = cache
    I = cat.shape[1] - hprev.shape[1]
    g = {}
    dc = dh * z
    dz = dh * (c - hprev)
    dhprev = dh * (1 - z)                      # B x U
    dac = dc * (1 - c ** 2)
    g['Wc'] = cat2.T.dot(dac)                  # (I+U) x U
    g['bc'] = dac.sum(0)
    dcat2 = dac.dot(P['Wc'].T)                 # B x (I+U)
    dx = dcat2[:, :I].copy()                   # B x I
    dr = dcat2[:, I:] * hprev                  # B x U
    dhprev += dcat2[:, I:] * r
    daz = dz * z * (1 - z)
    dar = dr * r * (1 - r)
    g['Wz'] = cat.T.dot(daz)
    g['bz'] = daz.sum(0)                       # U
    g['Wr'] = cat.T.dot(dar)
    g['br'] = dar.sum(0)                       # U
    dcat = daz.dot(P['Wz'].T) + dar.dot(P['Wr'].T)
    dx += dcat[:, :I]
    dhprev += dcat[:, I:]
    return dx, dhprev, g


np.random.seed(11)
B, I, U = 5, 3, 4
P = {}
for k in 'zrc':
    P['W' + k] = np.random.randn(I + U, U) * 0.4
    P['b' + k] = np.zeros(U)
xt = np.random.randn(B, I)
hprev = np.random.randn(B, U)
target = np.random.randn(B, U)
h, cache = gru_step(xt, hprev, P)
dh = h - target                                # B x U
dx, dhprev, g = gru_step_back(dh, cache, P)
for k in sorted(g):
    assert g[k].shape == P[k].shape
    print(k, np.abs(g[k]).mean())
