# expect: clean
# verified: grad
# Steps of a length along the gradient, or those of Newton, under one name that others use for gradients.
import numpy as np


def partial_loglik(beta, X, time, event, l2=0.0):
    """
    Log partial likelihood, its gradient and the Hessian.

    beta: (p,); X: (n, p); time: (n,); event: (n,) of 0/1
    """
    order = np.argsort(-time)
    X, time, event = X[order], time[order], event[order]
    n, p = X.shape
    eta = X.dot(beta)
    r = np.exp(eta)

    loglik = 0.0
    grad = np.zeros(p)
    hessian = np.zeros((p, p))
    for i in range(n):
        if event[i] == 0:
            continue
        at_risk = time >= time[i]
        S0 = r[at_risk].sum()
        S1 = r[at_risk].dot(X[at_risk])
        S2 = (X[at_risk] * r[at_risk][:, None]).T.dot(X[at_risk])
        loglik += eta[i] - np.log(S0)
        mean = S1 / S0
        grad += X[i] - mean
        hessian -= S2 / S0 - np.outer(mean, mean)
    loglik -= 0.5 * l2 * beta.dot(beta)
    grad -= l2 * beta
    hessian -= l2 * np.eye(p)
    return loglik, grad, hessian


class CoxPH(object):

    def __init__(self, l2=0.0, solver='newton'):
        self.l2 = l2
        self.solver = solver

    def fit(self, X, time, event, max_iter=30, step_size=0.01, tol=1e-9):
        beta = np.zeros(X.shape[1])
        if self.solver == 'gd':
            max_iter *= 20
        for it in range(max_iter):
            ll, g, H = partial_loglik(beta, X, time, event, self.l2)
            if self.solver == 'newton':
                delta = np.linalg.solve(-H, g)
            else:
                delta = step_size * g
            beta = beta + delta
            if np.abs(delta).max() < tol:
                break
        self.coef_ = beta
        self.loglik_ = ll
        self.n_iter_ = it + 1
        return self


if __name__ == '__main__':
    rs = np.random.RandomState(77)
    n = 80
    X = rs.randn(n, 3)
    true = np.array([0.8, -0.5, 0.0])
    T = rs.exponential(1 / np.exp(X.dot(true)))
    C = rs.exponential(2.0, n)
    time = np.round(np.minimum(T, C), 2)  # rounding makes a few ties
    event = (T <= C).astype(int)
    for solver in ('newton', 'gd'):
        m = CoxPH(l2=0.1, solver=solver).fit(X, time, event)
        print(solver, m.n_iter_, m.coef_, m.loglik_)
