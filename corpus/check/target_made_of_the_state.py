# expect: clean
"""Neural ODE  dx/dt = tanh(x W + b) V,  explicit midpoint integrator,
discrete adjoint."""
import numpy as np


class MidpointODE:
    def __init__(self, dim, hidden, n_steps, dt, rng):
        self.W = rng.normal(0, 0.5, (dim, hidden))
        self.b = np.zeros(hidden)
        self.V = rng.normal(0, 0.5, (hidden, dim))
        self.n_steps, self.dt = n_steps, dt

    def f(self, x):
        return np.tanh(x @ self.W + self.b) @ self.V

    def vjp(self, x, lam, acc):
        """Adds parameter gradients into acc, returns lam^T df/dx."""
        a = np.tanh(x @ self.W + self.b)
        acc["V"] += a.T @ lam
        da = (lam @ self.V.T) * (1 - a ** 2)
        acc["W"] += x.T @ da
        acc["b"] += da.sum(axis=0)
        return da @ self.W.T

    def solve(self, x0):
        xs = [x0]
        for _ in range(self.n_steps):
            x = xs[-1]
            mid = x + 0.5 * self.dt * self.f(x)
            xs.append(x + self.dt * self.f(mid))
        return xs

    def adjoint(self, xs, lam):
        acc = {"W": np.zeros_like(self.W), "b": np.zeros_like(self.b), "V": np.zeros_like(self.V)}
        for x in xs[-2::-1]:
            mid = x + 0.5 * self.dt * self.f(x)
            lam_mid = self.vjp(mid, self.dt * lam, acc)
            lam = lam + lam_mid + self.vjp(x, 0.5 * self.dt * lam_mid, acc)
        return acc, lam


def loss_and_grads(ode, x0, target):
    xs = ode.solve(x0)
    diff = xs[-1] - target
    loss = 0.5 * np.sum(diff ** 2) / len(x0)
    acc, dx0 = ode.adjoint(xs, diff / len(x0))
    return loss, acc, dx0


if __name__ == "__main__":
    rng = np.random.default_rng(30)
    x0 = rng.normal(size=(20, 2))
    rot = np.array([[0.0, 1.0], [-1.0, 0.0]])
    target = x0 @ rot
    ode = MidpointODE(2, 8, n_steps=6, dt=0.2, rng=rng)
    for it in range(100):
        loss, g, _ = loss_and_grads(ode, x0, target)
        ode.W -= 0.3 * g["W"]
        ode.b -= 0.3 * g["b"]
        ode.V -= 0.3 * g["V"]
        if it % 25 == 0:
            print(it, loss)
