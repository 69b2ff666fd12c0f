"""Weights of a sequence that do not look ahead; an upper triangle of truth values says where."""
import numpy as np


class Backwards:
    def __init__(self, width, rng):
        self.Wa = rng.standard_normal((width, width)) * 0.3
        self.Wb = rng.standard_normal((width, width)) * 0.3

    def forward(self, s):
        a, b = s @ self.Wa, s @ self.Wb
        fit = a @ b.transpose(0, 2, 1)
        later = np.triu(np.ones(fit.shape[1:], dtype=bool), k=1)
        fit[:, later] = -1e9
        e = np.exp(fit - fit.max(axis=-1, keepdims=True))
        w = e / e.sum(axis=-1, keepdims=True)
        self.cache = s, a, b, w
        return w @ s

    def backward(self, dout):
        s, a, b, w = self.cache
        dw = dout @ s.transpose(0, 2, 1)
        dfit = w * (dw - (dw * w).sum(axis=-1, keepdims=True))  #!! dfit = w * (dw - (dw * w).sum(axis=1, keepdims=True))
        da = dfit @ b
        db = dfit.transpose(0, 2, 1) @ a  #!! db = dfit @ a
        self.dWa = np.einsum("nti,ntj->ij", s, da)
        self.dWb = np.einsum("nti,ntj->ij", s, db)
        return da @ self.Wa.T + db @ self.Wb.T + w.transpose(0, 2, 1) @ dout


rng = np.random.default_rng(1)
layer = Backwards(4, rng)
s = rng.standard_normal((2, 3, 4))
out = layer.forward(s)
ds = layer.backward(np.ones_like(out))
