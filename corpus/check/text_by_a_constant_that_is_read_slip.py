# expect: LBZ101 line 21
"""
Quantile regression of a polynomial with a smoothed pinball loss.
"""
from typing import Tuple
import numpy as np
from scipy.optimize import minimize

DEGREE = 4
TAU = 0.8
H = 0.05


def design(t: np.ndarray) -> np.ndarray:
    """Vandermonde matrix.

    Args:
        t: sample positions, shape (m,)

    Returns:
        powers 0..DEGREE, shape (m, DEGREE)
    """
    return np.vander(t, DEGREE + 1, increasing=True)


def objective(coef: np.ndarray, Phi: np.ndarray, y: np.ndarray) -> float:
    u = y - Phi @ coef                          # (m,)
    return float(np.mean(TAU * u + H * np.log1p(np.exp(-u / H))))


def gradient(coef: np.ndarray, Phi: np.ndarray, y: np.ndarray) -> np.ndarray:
    u = y - Phi @ coef                          # (m,)
    du = (TAU - 1.0 / (1.0 + np.exp(u / H))) / len(y)   # (m,)
    return -Phi.T @ du                          # same shape as coef


def main() -> Tuple[np.ndarray, float]:
    rng = np.random.default_rng(19)
    t = np.sort(rng.uniform(-1, 1, 70))         # (70,)
    y = t ** 3 - t + 0.3 * rng.standard_normal(70)
    Phi = design(t)
    start = np.zeros(DEGREE + 1)
    fit = minimize(objective, start, args=(Phi, y), jac=gradient, method='BFGS')
    below = np.mean(y < Phi @ fit.x)
    return fit.x, below


if __name__ == '__main__':
    coef, below = main()
    print('coefficients', coef)
    print('share below the curve', below)
