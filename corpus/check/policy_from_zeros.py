# expect: clean
# verified: grad_K, grad_log_sd
# A policy that starts at 0, also where it is drawn from.
import numpy as np


class Policy:
    def __init__(self, n_obs, n_act):
        self.K = np.zeros((n_obs, n_act))
        self.log_sd = np.zeros(n_act)

    def mean(self, obs):
        return np.tanh(obs @ self.K)

    def draw(self, obs, rng):
        return self.mean(obs) + np.exp(self.log_sd) * rng.standard_normal(len(self.log_sd))

    def objective(self, obs, act, weight):
        mu = self.mean(obs)
        z = (act - mu) / np.exp(self.log_sd)
        J = np.mean(weight * (-0.5 * np.sum(z ** 2, axis=1) - np.sum(self.log_sd)))
        share = weight[:, None] / len(weight)
        dmu = share * z / np.exp(self.log_sd)
        grad_K = obs.T @ (dmu * (1 - mu ** 2))
        grad_log_sd = np.sum(share * (z ** 2 - 1), axis=0)
        return J, grad_K, grad_log_sd


rng = np.random.default_rng(2)
policy = Policy(3, 2)
obs, act, weight = rng.normal(size=(15, 3)), rng.normal(size=(15, 2)), rng.normal(size=15)
J, gK, gs = policy.objective(obs, act, weight)
policy.K += 0.1 * gK
policy.log_sd += 0.1 * gs
