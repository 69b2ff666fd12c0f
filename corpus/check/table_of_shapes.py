# expect: clean
# verified: dz, dn, dr, daz, dx
import numpy as np

# GRU, one sequence batch, notation:
#   B  batch size        D  input size       H  hidden size
#
#   name      shape
#   x         (T, B, D)
#   Wz Wr Wn  (D, H)
#   Uz Ur Un  (H, H)
#   bz br bn  (H,)
#   h0        (B, H)


def sigmoid(a):
    return 1.0 / (1.0 + np.exp(-a))


def gru_forward(x, h0, p):
    T, B, D = x.shape
    h = h0
    tape = []
    for t in range(T):
        z = sigmoid(x[t] @ p['Wz'] + h @ p['Uz'] + p['bz'])
        r = sigmoid(x[t] @ p['Wr'] + h @ p['Ur'] + p['br'])
        rh = r * h
        n = np.tanh(x[t] @ p['Wn'] + rh @ p['Un'] + p['bn'])
        h_new = (1 - z) * n + z * h
        tape.append((x[t], h, z, r, rh, n))
        h = h_new
    return h, tape


def gru_backward(dh, tape, p):
    """dh is the gradient of the last hidden state"""
    g = {k: np.zeros_like(v) for k, v in p.items()}
    dxs = []
    for xt, h, z, r, rh, n in reversed(tape):
        dz = dh * (h - n)
        dn = dh * (1 - z)
        dh_prev = dh * z
        dan = dn * (1 - n ** 2)
        drh = dan @ p['Un'].T
        dr = drh * h
        dh_prev = dh_prev + drh * r
        daz = dz * z * (1 - z)
        dar = dr * r * (1 - r)
        dh_prev = dh_prev + daz @ p['Uz'].T + dar @ p['Ur'].T
        for gate, da in (('z', daz), ('r', dar), ('n', dan)):
            g['W' + gate] += xt.T @ da
            g['b' + gate] += da.sum(axis=0)
        g['Uz'] += h.T @ daz
        g['Ur'] += h.T @ dar
        g['Un'] += rh.T @ dan
        dxs.insert(0, daz @ p['Wz'].T + dar @ p['Wr'].T + dan @ p['Wn'].T)
        dh = dh_prev
    return np.stack(dxs), dh, g


rng = np.random.RandomState(0)
T, B, D, H = 6, 3, 4, 5
p = {}
for gate in 'zrn':
    p['W' + gate] = rng.randn(D, H) * 0.3
    p['U' + gate] = rng.randn(H, H) * 0.3
    p['b' + gate] = np.zeros(H)
x = rng.randn(T, B, D)
target = np.tanh(rng.randn(B, H))

for it in range(40):
    h, tape = gru_forward(x, np.zeros((B, H)), p)
    loss = 0.5 * np.sum((h - target) ** 2) / B
    dx, dh0, g = gru_backward((h - target) / B, tape, p)
    for k in p:
        p[k] -= 0.5 * g[k]
    if it % 10 == 0:
        print('%3d %.6f' % (it, loss))
