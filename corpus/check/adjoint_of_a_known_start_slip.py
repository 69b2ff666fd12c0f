# expect: LBZ201 line 49
"""Adjoint of a discretised damped oscillator chain: recover the spring constants.

state at one instant: positions and velocities stacked, shape (2 * n,)
trajectory: shape (steps + 1, 2 * n)
"""
import numpy as np

n = 4
dt = 0.05
steps = 80
damp = 0.3


def accel(pos, k):
    # k: (n + 1,), walls at both ends
    ext = np.concatenate(([0.0], pos, [0.0]))      # (n + 2,)
    stretch = np.diff(ext)                         # (n + 1,)
    force = k * stretch
    return force[1:] - force[:-1], stretch         # (n,), (n + 1,)


def simulate(k, start):
    traj = np.zeros((steps + 1, 2 * n))
    traj[0] = start
    for t in range(steps):
        pos, vel = traj[t, :n], traj[t, n:]
        a, _ = accel(pos, k)
        traj[t + 1, :n] = pos + dt * vel
        traj[t + 1, n:] = vel + dt * (a - damp * vel)
    return traj


def misfit(k, start, obs):
    """obs: (steps + 1, n) measured positions. Returns value, dk of shape (n + 1,)."""
    traj = simulate(k, start)
    r = traj[:, :n] - obs                          # (steps + 1, n)
    value = 0.5 * np.sum(r ** 2)
    dk = np.zeros(n + 1)
    lam_p, lam_v = r[steps].copy(), np.zeros(n)    # each (n,)
    for t in range(steps - 1, -1, -1):
        _, stretch = accel(traj[t, :n], k)
        da = dt * lam_v                            # (n,)
        dforce = np.zeros(n + 1)
        dforce[1:] += da
        dforce[:-1] -= da
        dk += dforce * stretch
        dstretch = dforce * k                      # (n + 1,)
        lam_v = lam_v * (1 + dt * damp) + dt * lam_p
        lam_p = lam_p + dstretch[:-1] - dstretch[1:] + r[t]
    return value, dk


k_true = np.array([2.0, 1.0, 3.0, 1.5, 2.5])
start = np.array([1.0, -0.5, 0.2, 0.8, 0.0, 0.0, 0.3, 0.0])   # (8,)
obs = simulate(k_true, start)[:, :n]
k = np.full(n + 1, 2.0)
for it in range(200):
    value, dk = misfit(k, start, obs)
    k -= 0.01 * dk
print(value, k)
