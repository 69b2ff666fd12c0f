# expect: clean
# verified: dalpha, denergy, dquery
import numpy as np

rng = np.random.RandomState(11)


class AdditiveAttention:
    """Bahdanau style attention pooling over encoder states."""

    def __init__(self, enc_dim, dec_dim, att_dim):
        self.We = rng.randn(enc_dim, att_dim) * 0.3
        self.Wd = rng.randn(dec_dim, att_dim) * 0.3
        self.v = rng.randn(att_dim) * 0.3

    def forward(self, enc, dec):
        # enc: (B, T, E), dec: (B, D)
        self.enc, self.dec = enc, dec
        keys = enc @ self.We  # (B, T, A)
        query = dec @ self.Wd  # (B, A)
        self.act = np.tanh(keys + query[:, None, :])  # (B, T, A)
        energy = self.act @ self.v  # (B, T)
        energy = energy - energy.max(axis=1, keepdims=True)
        w = np.exp(energy)
        self.alpha = w / w.sum(axis=1, keepdims=True)  # (B, T)
        context = np.einsum('bt,bte->be', self.alpha, enc)  # (B, E)
        return context

    def backward(self, dcontext):
        dalpha = np.einsum('be,bte->bt', dcontext, self.enc)  # (B, T)
        denc = self.alpha[:, :, None] * dcontext[:, None, :]  # (B, T, E)
        denergy = self.alpha * (dalpha - np.sum(self.alpha * dalpha, axis=1, keepdims=True))  # (B, T)
        self.dv = np.einsum('bt,bta->a', denergy, self.act)
        dact = denergy[:, :, None] * self.v
        dpre = dact * (1 - self.act ** 2)  # (B, T, A)
        self.dWe = np.einsum('bte,bta->ea', self.enc, dpre)
        denc += dpre @ self.We.T
        dquery = dpre.sum(axis=1)  # (B, A)
        self.dWd = self.dec.T @ dquery
        ddec = dquery @ self.Wd.T
        return denc, ddec


att = AdditiveAttention(enc_dim=6, dec_dim=5, att_dim=7)
enc = rng.randn(3, 4, 6)
dec = rng.randn(3, 5)
target = rng.randn(3, 6)
for step in range(5):
    ctx = att.forward(enc, dec)
    loss = 0.5 * np.sum((ctx - target) ** 2)
    denc, ddec = att.backward(ctx - target)
    att.We -= 0.05 * att.dWe
    att.Wd -= 0.05 * att.dWd
    att.v -= 0.05 * att.dv
    print(step, round(loss, 5))
