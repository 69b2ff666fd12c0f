# expect: LBZ201 line 41
import numpy as np

# simplest GAN there is: data ~ N(4, 0.5), G(z) = a*z + c, D(x) = sigmoid(w1*x + w2*x^2 + b)
np.random.seed(10)


def sigmoid(t):
    return 1 / (1 + np.exp(-t))


def D(x, th):
    return sigmoid(th[0] * x + th[1] * x ** 2 + th[2])


def G(z, phi):
    return phi[0] * z + phi[1]


def d_loss(x_real, x_fake, th):
    return -np.mean(np.log(D(x_real, th))) - np.mean(np.log(1 - D(x_fake, th)))


def d_grad(x_real, x_fake, th):
    dr = (D(x_real, th) - 1) / len(x_real)
    df = D(x_fake, th) / len(x_fake)
    g0 = np.sum(dr * x_real) + np.sum(df * x_fake)
    g1 = np.sum(dr * x_real ** 2) + np.sum(df * x_fake ** 2)
    g2 = np.sum(dr) + np.sum(df)
    return np.array([g0, g1, g2])


def g_loss(z, th, phi):
    # non-saturating loss
    return -np.mean(np.log(D(G(z, phi), th)))


def g_grad(z, th, phi):
    x = G(z, phi)
    dlogit = (D(x, th) - 1) / z.size
    dx = dlogit * (th[0] + th[1] * x)
    return np.array([np.sum(dx * z), np.sum(dx)])


theta = np.array([0.1, -0.05, 0.0])
phi = np.array([1.0, 0.0])
lr_d, lr_g = 0.01, 0.02
for step in range(200):
    real = np.random.normal(4, 0.5, 32)
    z = np.random.randn(32)
    fake = G(z, phi)
    theta -= lr_d * d_grad(real, fake, theta)
    z = np.random.randn(32)
    phi -= lr_g * g_grad(z, theta, phi)
    if step % 50 == 0:
        print(step, d_loss(real, fake, theta), g_loss(z, theta, phi), phi)
