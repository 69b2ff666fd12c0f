# expect: clean
# verified: grad
# 1D GAN in pure numpy. Generator is affine, discriminator is a quadratic logistic unit.
import numpy as np

np.random.seed(0)


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def discriminator(x, wd):
    return wd[0] + wd[1] * x + wd[2] * x ** 2


def generator(z, wg):
    return wg[0] + wg[1] * z


def d_loss_and_grad(x_real, x_fake, wd):
    p_real = sigmoid(discriminator(x_real, wd))
    p_fake = sigmoid(discriminator(x_fake, wd))
    loss = -np.mean(np.log(p_real)) - np.mean(np.log(1 - p_fake))
    d_real = (p_real - 1) / len(x_real)
    d_fake = p_fake / len(x_fake)
    grad = np.zeros(3)
    for k in range(3):
        grad[k] = np.sum(d_real * x_real ** k) + np.sum(d_fake * x_fake ** k)
    return loss, grad


def g_loss_and_grad(z, wg, wd):
    x = generator(z, wg)
    p = sigmoid(discriminator(x, wd))
    loss = -np.mean(np.log(p))
    d_logit = (p - 1) / len(z)
    dx = d_logit * (wd[1] + 2 * wd[2] * x)
    grad = np.array([np.sum(dx), np.sum(dx * z)])
    return loss, grad


wd = np.array([0.1, -0.2, 0.05])
wg = np.array([0.0, 1.0])
batch = 64
lr = 0.05
for step in range(200):
    x_real = 2.0 + 0.5 * np.random.randn(batch)
    z = np.random.randn(batch)
    dloss, dgrad = d_loss_and_grad(x_real, generator(z, wg), wd)
    wd = wd - lr * dgrad
    z = np.random.randn(batch)
    gloss, ggrad = g_loss_and_grad(z, wg, wd)
    wg = wg - lr * ggrad
    if step % 50 == 0:
        print('step %4d  D %.3f  G %.3f  mean %.3f  scale %.3f' % (step, dloss, gloss, wg[0], wg[1]))
