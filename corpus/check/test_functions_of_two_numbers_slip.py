# expect: LBZ201 line 14
"""Compare optimisers on the usual 2-D test functions."""
import numpy as np


class Rosenbrock:
    start = (-1.2, 1.0)

    def __call__(self, x, y, a=1.0, b=100.0):
        return (a - x) ** 2 + b * (y - x ** 2) ** 2

    def grad(self, x, y, a=1.0, b=100.0):
        dx = -2 * (a - x) - 4 * b * x * (y - x ** 2)
        dy = -2 * b * (y - x ** 2)
        return np.array([dx, dy])


class Beale:
    start = (1.0, 1.0)

    def __call__(self, x, y):
        return (1.5 - x + x*y)**2 + (2.25 - x + x*y**2)**2 + (2.625 - x + x*y**3)**2

    def grad(self, x, y):
        t1 = 1.5 - x + x*y
        t2 = 2.25 - x + x*y**2
        t3 = 2.625 - x + x*y**3
        dx = 2*t1*(y - 1) + 2*t2*(y**2 - 1) + 2*t3*(y**3 - 1)
        dy = 2*t1*x + 4*t2*x*y + 6*t3*x*y**2
        return np.array([dx, dy])


class Himmelblau:
    start = (0.5, 0.5)

    def __call__(self, x, y):
        return (x**2 + y - 11)**2 + (x + y**2 - 7)**2

    def grad(self, x, y):
        u = x**2 + y - 11
        v = x + y**2 - 7
        return np.array([4*x*u + 2*v, 2*u + 4*y*v])


class SGD:
    def __init__(self, lr=1e-4, momentum=0.0, nesterov=False):
        self.lr, self.momentum, self.nesterov = lr, momentum, nesterov
        self.v = 0

    def update(self, w, grad_fn):
        look = w + self.momentum * self.v if self.nesterov else w
        self.v = self.momentum * self.v - self.lr * grad_fn(*look)
        return w + self.v


class Adam:
    def __init__(self, lr=0.02, beta1=0.9, beta2=0.999, eps=1e-8):
        self.lr, self.beta1, self.beta2, self.eps = lr, beta1, beta2, eps
        self.m = self.v = 0
        self.t = 0

    def update(self, w, grad_fn):
        g = grad_fn(*w)
        self.t += 1
        self.m = self.beta1 * self.m + (1 - self.beta1) * g
        self.v = self.beta2 * self.v + (1 - self.beta2) * g ** 2
        mhat = self.m / (1 - self.beta1 ** self.t)
        vhat = self.v / (1 - self.beta2 ** self.t)
        return w - self.lr * mhat / (np.sqrt(vhat) + self.eps)


class RMSProp:
    def __init__(self, lr=0.005, rho=0.9, eps=1e-8):
        self.lr, self.rho, self.eps = lr, rho, eps
        self.s = 0

    def update(self, w, grad_fn):
        g = grad_fn(*w)
        self.s = self.rho * self.s + (1 - self.rho) * g * g
        return w - self.lr * g / np.sqrt(self.s + self.eps)


if __name__ == '__main__':
    for f in [Rosenbrock(), Beale(), Himmelblau()]:
        print(type(f).__name__)
        for name, opt in [('sgd', SGD()), ('momentum', SGD(momentum=0.9)),
                          ('nesterov', SGD(momentum=0.9, nesterov=True)), ('adam', Adam()), ('rmsprop', RMSProp())]:
            w = np.array(f.start)
            for i in range(1000):
                w = opt.update(w, f.grad)
            print('  {:10s} x = ({:.4f}, {:.4f})  f = {:.3e}'.format(name, w[0], w[1], f(*w)))
