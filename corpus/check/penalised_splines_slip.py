# expect: LBZ201 or LBZ202 line 37
import numpy as np

# Penalised cubic B-spline (P-spline) fit on log-scale, Poisson counts.


def bspline_basis(x, knots, degree=3):
    n = len(knots) - 1
    B = np.array([(x >= knots[i]) & (x < knots[i + 1]) for i in range(n)], dtype=float).T
    for d in range(1, degree + 1):
        nb = n - d
        Bn = np.zeros((len(x), nb))
        for i in range(nb):
            left = (x - knots[i]) / (knots[i + d] - knots[i])
            right = (knots[i + d + 1] - x) / (knots[i + d + 1] - knots[i + 1])
            Bn[:, i] = left * B[:, i] + right * B[:, i + 1]
        B = Bn
    return B


class PSpline:
    def __init__(self, lo, hi, n_seg=10, lam=1.0):
        h = (hi - lo) / n_seg
        self.knots = lo + h * np.arange(-3, n_seg + 4)
        self.n_coef = n_seg + 3
        self.D = np.diff(np.eye(self.n_coef), n=2, axis=0)
        self.lam = lam

    def objective(self, coef, x, counts):
        eta = bspline_basis(x, self.knots) @ coef
        rough = self.D @ coef
        return np.sum(np.exp(eta) - counts * eta) + 0.5 * self.lam * rough @ rough

    def gradient(self, coef, x, counts):
        B = bspline_basis(x, self.knots)
        resid = np.exp(B @ coef) - counts
        return B.T @ resid + 2 * self.lam * self.D.T @ (self.D @ coef)

    def hessian(self, coef, x):
        B = bspline_basis(x, self.knots)
        return (B.T * np.exp(B @ coef)) @ B + self.lam * self.D.T @ self.D

    def fit(self, x, counts, iters=15):
        coef = np.full(self.n_coef, np.log(counts.mean() + 1e-3))
        for _ in range(iters):
            coef = coef - 0.5 * np.linalg.solve(self.hessian(coef, x), self.gradient(coef, x, counts))
        return coef


if __name__ == "__main__":
    rng = np.random.default_rng(44)
    x = np.sort(rng.uniform(0, 10, 150))
    counts = rng.poisson(np.exp(1 + np.sin(x))).astype(float)
    sp = PSpline(0, 10)
    coef = sp.fit(x, counts)
    print("objective:", sp.objective(coef, x, counts))
    print("|grad|:", np.abs(sp.gradient(coef, x, counts)).max())
