# expect: clean
"""
Open-loop optimal control of a pendulum: gradient of the cost with respect to
the control sequence by the adjoint (costate) recursion.
"""
import numpy as np

DT = 0.05
G_OVER_L = 9.81
DAMPING = 0.1

Q = np.diag([1.0, 0.1])
QF = np.diag([50.0, 5.0])
R = 0.01
X_GOAL = np.array([np.pi, 0.0])


def f(x, u):
    """One Euler step, x = (angle, angular velocity)."""
    th, om = x
    return np.array([th + DT * om,
                     om + DT * (-G_OVER_L * np.sin(th) - DAMPING * om + u)])


def f_x(x, u):
    th, om = x
    return np.array([[1.0, DT],
                     [-DT * G_OVER_L * np.cos(th), 1.0 - DT * DAMPING]])


def f_u(x, u):
    return np.array([0.0, DT])


def rollout(x0, us):
    xs = [x0]
    for u in us:
        xs.append(f(xs[-1], u))
    return np.array(xs)          # (T + 1, 2)


def total_cost(x0, us):
    xs = rollout(x0, us)
    J = 0.0
    for t in range(len(us)):
        e = xs[t] - X_GOAL
        J += 0.5 * DT * (e.dot(Q).dot(e) + R * us[t] ** 2)
    e = xs[-1] - X_GOAL
    J += 0.5 * e.dot(QF).dot(e)
    return J


def cost_gradient(x0, us):
    """dJ/du_t for all t, shape (T,)"""
    T = len(us)
    xs = rollout(x0, us)
    grad = np.zeros(T)
    lam = QF.dot(xs[T] - X_GOAL)             # costate at the final time
    for t in reversed(range(T)):
        grad[t] = DT * R * us[t] + lam.dot(f_u(xs[t], us[t]))
        lam = DT * Q.dot(xs[t] - X_GOAL) + f_x(xs[t], us[t]).T.dot(lam)
    return grad


def optimise(x0, T=60, iters=60):
    us = np.zeros(T)
    J = total_cost(x0, us)
    alpha = 1.0
    for it in range(iters):
        g = cost_gradient(x0, us)
        # backtracking line search
        while alpha > 1e-8:
            cand = us - alpha * g
            Jc = total_cost(x0, cand)
            if Jc < J - 1e-4 * alpha * g.dot(g):
                us, J = cand, Jc
                alpha *= 2.0
                break
            alpha *= 0.5
        if it % 20 == 0:
            print("it %3d  J = %.4f  |g| = %.4f" % (it, J, np.linalg.norm(g)))
    return us


if __name__ == "__main__":
    x0 = np.array([0.1, 0.0])
    us = optimise(x0)
    print("final state", rollout(x0, us)[-1])
