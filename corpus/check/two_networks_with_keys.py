# expect: clean
import numpy as np

# 1-D GAN, non-saturating generator loss.  G: z -> linear/tanh/linear, D: x -> leaky relu MLP


def leaky(x, a=0.2):
    return np.where(x > 0, x, a * x)


def dleaky(x, a=0.2):
    return np.where(x > 0, 1.0, a)


def softplus(x):
    return np.logaddexp(0, x)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


class Generator:
    def __init__(self, nz, nh, rng):
        self.A = rng.normal(size=(nz, nh)) * 0.5
        self.a = np.zeros(nh)
        self.B = rng.normal(size=(nh, 1)) * 0.5
        self.b = np.zeros(1)

    def forward(self, z):
        self.z = z
        self.h = np.tanh(z @ self.A + self.a)
        return self.h @ self.B + self.b

    def backward(self, dx):
        dh = (dx @ self.B.T) * (1 - self.h ** 2)
        return {"A": self.z.T @ dh, "a": dh.sum(0), "B": self.h.T @ dx, "b": dx.sum(0)}


class Discriminator:
    def __init__(self, nh, rng):
        self.W = rng.normal(size=(1, nh))
        self.w = rng.normal(size=nh) * 0.1
        self.V = rng.normal(size=(nh, 1)) * 0.3
        self.v = np.zeros(1)

    def forward(self, x):
        self.x = x
        self.pre = x @ self.W + self.w
        self.act = leaky(self.pre)
        return self.act @ self.V + self.v

    def backward(self, ds):
        dpre = (ds @ self.V.T) * dleaky(self.pre)
        grads = {"W": self.x.T @ dpre, "w": dpre.sum(0), "V": self.act.T @ ds, "v": ds.sum(0)}
        return grads, dpre @ self.W.T


def d_loss_and_grads(D, real, fake):
    s_real = D.forward(real)
    loss = softplus(-s_real).mean()
    g_real, _ = D.backward(-sigmoid(-s_real) / len(real))
    s_fake = D.forward(fake)
    loss += softplus(s_fake).mean()
    g_fake, _ = D.backward(sigmoid(s_fake) / len(fake))
    return loss, {k: g_real[k] + g_fake[k] for k in g_real}


def g_loss_and_grads(G, D, z):
    s = D.forward(G.forward(z))
    loss = softplus(-s).mean()
    _, dx = D.backward(-sigmoid(-s) / len(z))
    return loss, G.backward(dx)


if __name__ == "__main__":
    rng = np.random.default_rng(64)
    G, D = Generator(2, 8, rng), Discriminator(8, rng)
    for it in range(301):
        real = 1.5 + 0.5 * rng.normal(size=(64, 1))
        dl, dg = d_loss_and_grads(D, real, G.forward(rng.normal(size=(64, 2))))
        for k, g in dg.items():
            setattr(D, k, getattr(D, k) - 0.05 * g)
        gl, gg = g_loss_and_grads(G, D, rng.normal(size=(64, 2)))
        for k, g in gg.items():
            setattr(G, k, getattr(G, k) - 0.05 * g)
        if it % 100 == 0:
            print("it %d  D %.3f  G %.3f" % (it, dl, gl))
