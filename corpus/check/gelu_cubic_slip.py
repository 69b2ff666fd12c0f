# expect: LBZ201 line 17
import numpy as np

# Activation functions with their derivatives, and a layer around them.

SQRT_2_OVER_PI = np.sqrt(2.0 / np.pi)


def gelu(x):
    """tanh approximation, as in the GPT-2 code"""
    return 0.5 * x * (1 + np.tanh(SQRT_2_OVER_PI * (x + 0.044715 * x ** 3)))


def gelu_grad(x):
    inner = SQRT_2_OVER_PI * (x + 0.044715 * x ** 3)
    t = np.tanh(inner)
    inner_grad = SQRT_2_OVER_PI * (1 + 0.044715 * x ** 2)
    return 0.5 * (1 + t) + 0.5 * x * (1 - t ** 2) * inner_grad


def swish(x, beta=1.0):
    return x / (1 + np.exp(-beta * x))


def swish_grad(x, beta=1.0):
    s = 1 / (1 + np.exp(-beta * x))
    return s + beta * x * s * (1 - s)


def softplus(x):
    return np.log1p(np.exp(x))


def softplus_grad(x):
    return 1 / (1 + np.exp(-x))


def mish(x):
    return x * np.tanh(softplus(x))


def mish_grad(x):
    t = np.tanh(softplus(x))
    return t + x * (1 - t ** 2) * softplus_grad(x)


def elu(x, alpha=1.0):
    return np.where(x > 0, x, alpha * (np.exp(x) - 1))


def elu_grad(x, alpha=1.0):
    return np.where(x > 0, 1.0, alpha * np.exp(x))


ACTIVATIONS = {
    'gelu': (gelu, gelu_grad),
    'swish': (swish, swish_grad),
    'mish': (mish, mish_grad),
    'softplus': (softplus, softplus_grad),
    'elu': (elu, elu_grad),
}


class Activation:
    def __init__(self, name):
        self.f, self.f_grad = ACTIVATIONS[name]

    def forward(self, x):
        self.x = x
        return self.f(x)

    def backward(self, dout):
        return dout * self.f_grad(self.x)


if __name__ == '__main__':
    rng = np.random.RandomState(0)
    x = rng.randn(4, 6)
    dout = rng.randn(4, 6)
    for name in ACTIVATIONS:
        act = Activation(name)
        out = act.forward(x)
        dx = act.backward(dout)
        print('%-9s mean out % .4f   |dx| %.4f' % (name, out.mean(), np.linalg.norm(dx)))
