# expect: clean
import numpy as np

# Camera pose refinement: minimise the reprojection error of known 3-D points over
# a small-angle rotation update, translation, focal length and one radial distortion term.


def skew(v):
    return np.array([[0, -v[2], v[1]], [v[2], 0, -v[0]], [-v[1], v[0], 0.0]])


def rodrigues(w):
    th = np.linalg.norm(w)
    if th < 1e-12:
        return np.eye(3) + skew(w)
    k = skew(w / th)
    return np.eye(3) + np.sin(th) * k + (1 - np.cos(th)) * k @ k


class Camera:
    def __init__(self, R, t, f, k1):
        self.R, self.t, self.f, self.k1 = R, t, f, k1

    def project(self, P):
        """P: (N, 3) -> pixel coordinates (N, 2)"""
        C = P @ self.R.T + self.t
        xy = C[:, :2] / C[:, 2:]
        rho = np.sum(xy ** 2, axis=1, keepdims=True)
        return self.f * (1 + self.k1 * rho) * xy

    def retract(self, delta):
        """delta = (rotation vector 3, translation 3, focal 1, k1 1)"""
        return Camera(rodrigues(delta[:3]) @ self.R, self.t + delta[3:6],
                      self.f + delta[6], self.k1 + delta[7])


def cost(cam, P, obs):
    return 0.5 * np.sum((cam.project(P) - obs) ** 2) / len(P)


def cost_grad(cam, P, obs):
    """Gradient of cost(cam.retract(delta)) at delta = 0."""
    n = len(P)
    RP = P @ cam.R.T
    C = RP + cam.t
    z = C[:, 2:]
    xy = C[:, :2] / z
    rho = np.sum(xy ** 2, axis=1, keepdims=True)
    D = 1 + cam.k1 * rho
    e = (cam.f * D * xy - obs) / n

    g = np.zeros(8)
    g[6] = np.sum(e * D * xy)
    g[7] = np.sum(e * cam.f * rho * xy)
    exy = np.sum(e * xy, axis=1, keepdims=True)
    dxy = cam.f * (D * e + 2 * cam.k1 * exy * xy)
    dC = np.empty_like(C)
    dC[:, :2] = dxy / z
    dC[:, 2] = -np.sum(dxy * xy, axis=1) / z[:, 0]
    g[3:6] = dC.sum(axis=0)
    # d(exp(w) RP)/dw at 0 = -[RP]_x, hence RP x dC
    g[:3] = np.cross(RP, dC).sum(axis=0)
    return g


if __name__ == "__main__":
    rng = np.random.default_rng(13)
    P = rng.uniform(-1, 1, (30, 3)) + [0, 0, 5]
    true = Camera(rodrigues(np.array([0.05, -0.1, 0.02])), np.array([0.1, 0.0, 0.2]), 1.5, 0.05)
    obs = true.project(P) + 1e-3 * rng.normal(size=(30, 2))
    cam = Camera(np.eye(3), np.zeros(3), 1.4, 0.0)
    for it in range(200):
        g = cost_grad(cam, P, obs)
        cam = cam.retract(-0.05 * g)
        if it % 50 == 0:
            print(it, cost(cam, P, obs))
