# expect: LBZ201 line 41
import numpy as np


class VAE:
    """Small variational autoencoder with linear encoder heads and Bernoulli output."""

    def __init__(self, x_dim, h_dim, z_dim, seed=0):
        rng = np.random.RandomState(seed)
        self.W_enc = rng.randn(x_dim, h_dim) * 0.2
        self.W_mu = rng.randn(h_dim, z_dim) * 0.2
        self.W_lv = rng.randn(h_dim, z_dim) * 0.2
        self.W_dec = rng.randn(z_dim, x_dim) * 0.2
        self.b_dec = np.zeros(x_dim)

    def forward(self, x, eps):
        self.x, self.eps = x, eps
        self.h = np.tanh(x.dot(self.W_enc))
        self.mu = self.h.dot(self.W_mu)
        self.logvar = self.h.dot(self.W_lv)
        self.std = np.exp(0.5 * self.logvar)
        self.z = self.mu + self.std * eps
        self.x_hat = 1.0 / (1.0 + np.exp(-(self.z.dot(self.W_dec) + self.b_dec)))
        return self.x_hat

    def loss(self):
        n = self.x.shape[0]
        rec = -np.sum(self.x * np.log(self.x_hat) + (1 - self.x) * np.log(1 - self.x_hat))
        kl = -0.5 * np.sum(1 + self.logvar - self.mu ** 2 - np.exp(self.logvar))
        return (rec + kl) / n

    def backward(self):
        n = self.x.shape[0]
        da = (self.x_hat - self.x) / n
        dW_dec = self.z.T.dot(da)
        db_dec = da.sum(axis=0)
        dz = da.dot(self.W_dec.T)

        # reconstruction path plus the KL term
        dmu = dz + self.mu / n
        dlogvar = dz * self.eps * self.std
        dlogvar += 0.5 * (np.exp(self.logvar) - 1) / n

        dW_mu = self.h.T.dot(dmu)
        dW_lv = self.h.T.dot(dlogvar)
        dh = dmu.dot(self.W_mu.T) + dlogvar.dot(self.W_lv.T)
        dW_enc = self.x.T.dot(dh * (1 - self.h ** 2))
        return {'W_enc': dW_enc, 'W_mu': dW_mu, 'W_lv': dW_lv, 'W_dec': dW_dec, 'b_dec': db_dec}


if __name__ == '__main__':
    rng = np.random.RandomState(42)
    proto = (rng.rand(3, 16) > 0.5).astype(float)
    data = proto[rng.randint(0, 3, 60)]
    flip = rng.rand(*data.shape) < 0.05
    data[flip] = 1 - data[flip]

    vae = VAE(16, 12, 2)
    for step in range(200):
        eps = rng.randn(60, 2)
        vae.forward(data, eps)
        if step % 50 == 0:
            print('step %d, elbo loss %.4f' % (step, vae.loss()))
        grads = vae.backward()
        for name, g in grads.items():
            setattr(vae, name, getattr(vae, name) - 0.1 * g)
