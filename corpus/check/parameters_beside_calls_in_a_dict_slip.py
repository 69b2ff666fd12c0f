# expect: LBZ207 line 73
import numpy as np

'''
Variational autoencoder in plain numpy, trained with Adam on noisy 8x8 bars.
One hidden layer on both sides, leaky relu, sigmoid output.
'''


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))


def lrelu(x, alpha=0.01):
    return np.where(x > 0, x, alpha * x)


def dlrelu(x, alpha=0.01):
    return np.where(x > 0, 1.0, alpha)


def bce(p, x):
    return np.sum(-x * np.log(p + 1e-10) - (1 - x) * np.log(1 - p + 1e-10))


class VAE(object):

    def __init__(self, n_x=64, n_h=20, n_z=3, lr=1e-3, b1=0.9, b2=0.999):
        init = lambda a, b: np.random.randn(a, b) * np.sqrt(2.0 / a)
        self.params = {
            'e_W0': init(n_x, n_h), 'e_b0': np.zeros(n_h),
            'e_W_mu': init(n_h, n_z), 'e_b_mu': np.zeros(n_z),
            'e_W_logvar': init(n_h, n_z) * 0.1, 'e_b_logvar': np.zeros(n_z),
            'd_W0': init(n_z, n_h), 'd_b0': np.zeros(n_h),
            'd_W1': init(n_h, n_x), 'd_b1': np.zeros(n_x),
        }
        self.n_z = n_z
        self.lr, self.b1, self.b2 = lr, b1, b2
        self.m = {k: np.zeros_like(v) for k, v in self.params.items()}
        self.v = {k: np.zeros_like(v) for k, v in self.params.items()}
        self.t = 0

    def forward(self, x, eps):
        p = self.params
        self.e_l0 = x.dot(p['e_W0']) + p['e_b0']
        self.e_a0 = lrelu(self.e_l0)
        self.mu = self.e_a0.dot(p['e_W_mu']) + p['e_b_mu']
        self.logvar = self.e_a0.dot(p['e_W_logvar']) + p['e_b_logvar']
        self.eps = eps
        self.z = self.mu + np.exp(self.logvar * 0.5) * eps      # reparametrization trick
        self.d_l0 = self.z.dot(p['d_W0']) + p['d_b0']
        self.d_a0 = lrelu(self.d_l0)
        self.d_l1 = self.d_a0.dot(p['d_W1']) + p['d_b1']
        self.out = sigmoid(self.d_l1)
        return self.out

    def loss(self, x):
        rec = bce(self.out, x)
        kl = -0.5 * np.sum(1 + self.logvar - self.mu ** 2 - np.exp(self.logvar))
        return (rec + kl) / x.shape[0], rec, kl

    def backward(self, x):
        p = self.params
        N = x.shape[0]
        grads = {}
        # decoder; sigmoid + cross entropy together
        dL_l1 = (self.out - x) / N
        grads['d_W1'] = self.d_a0.T.dot(dL_l1)
        grads['d_b1'] = dL_l1.sum(axis=0)
        dL_d_a0 = dL_l1.dot(p['d_W1'].T)
        dL_d_l0 = dL_d_a0 * dlrelu(self.d_l0)
        grads['d_W0'] = self.z.T.dot(dL_d_l0)
        grads['d_b0'] = dL_d_a0.sum(axis=0)
        dL_z = dL_d_l0.dot(p['d_W0'].T)

        # encoder: reconstruction part and KL part
        dmu = dL_z + self.mu / N
        dlogvar = dL_z * self.eps * 0.5 * np.exp(self.logvar * 0.5)
        dlogvar += -0.5 * (1 - np.exp(self.logvar)) / N
        grads['e_W_mu'] = self.e_a0.T.dot(dmu)
        grads['e_b_mu'] = dmu.sum(axis=0)
        grads['e_W_logvar'] = self.e_a0.T.dot(dlogvar)
        grads['e_b_logvar'] = dlogvar.sum(axis=0)
        de_a0 = dmu.dot(p['e_W_mu'].T) + dlogvar.dot(p['e_W_logvar'].T)
        de_l0 = de_a0 * dlrelu(self.e_l0)
        grads['e_W0'] = x.T.dot(de_l0)
        grads['e_b0'] = de_l0.sum(axis=0)
        return grads

    def adam(self, grads):
        self.t += 1
        for k, g in grads.items():
            self.m[k] = self.b1 * self.m[k] + (1 - self.b1) * g
            self.v[k] = self.b2 * self.v[k] + (1 - self.b2) * np.power(g, 2)
            m_h = self.m[k] / (1 - self.b1 ** self.t)
            v_h = self.v[k] / (1 - self.b2 ** self.t)
            self.params[k] -= self.lr * m_h / (np.sqrt(v_h) + 1e-8)


def bars(n):
    imgs = np.zeros((n, 8, 8))
    for i in range(n):
        if np.random.rand() < 0.5:
            imgs[i, np.random.randint(8), :] = 1
        else:
            imgs[i, :, np.random.randint(8)] = 1
    return imgs.reshape(n, 64)


if __name__ == '__main__':
    np.random.seed(2018)
    vae = VAE(lr=5e-3)
    for it in range(150):
        x = bars(32)
        vae.forward(x, np.random.randn(32, vae.n_z))
        L, rec, kl = vae.loss(x)
        vae.adam(vae.backward(x))
        if it % 50 == 0:
            print("[%4d] loss %.3f  rec %.3f  kl %.3f" % (it, L, rec / 32, kl / 32))
