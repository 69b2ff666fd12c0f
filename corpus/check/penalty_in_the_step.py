# expect: clean
# verified: grad_intercept, grad_coef
# The step adds the penalty's part, so all of the derivative is gone down.
import numpy as np

# Poisson regression with exposure (offset) and a ridge penalty on the slopes only.
# The deviance is reported, the gradient is that of the deviance / 2.

rng = np.random.RandomState(10)
n_obs, n_feat = 80, 3
X = rng.randn(n_obs, n_feat)
exposure = rng.uniform(0.5, 3.0, n_obs)
y = rng.poisson(exposure * np.exp(0.3 + X @ np.array([0.5, -0.4, 0.0]))).astype(float)
lam = 0.2


def deviance(intercept, coef):
    mu = exposure * np.exp(intercept + X @ coef)
    # y log y is 0 for y = 0
    ylogy = np.where(y > 0, y * np.log(np.maximum(y, 1)), 0.0)
    return 2 * np.sum(ylogy - y * np.log(mu) - y + mu)


def objective(intercept, coef):
    return 0.5 * deviance(intercept, coef) + 0.5 * lam * np.sum(coef ** 2)


intercept = 0.0
coef = np.zeros(n_feat)
step = 2e-3
for it in range(200):
    mu = exposure * np.exp(intercept + X @ coef)
    resid = y - mu
    grad_intercept = -resid.sum()
    grad_coef = -(X.T @ resid)
    if it % 50 == 0:
        print(it, deviance(intercept, coef))
    intercept -= step * grad_intercept
    coef -= step * (grad_coef + lam * coef)      # the penalty comes in here

print('intercept %.3f' % intercept, 'coef', np.round(coef, 3))
