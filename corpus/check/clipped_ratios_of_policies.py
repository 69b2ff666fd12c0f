# expect: clean
import numpy as np

# PPO update for a diagonal-Gaussian policy with linear mean and a linear critic.

CLIP = 0.2
VF_COEF = 0.5


class Agent:
    def __init__(self, obs_dim, act_dim):
        self.K = np.zeros((obs_dim, act_dim))
        self.log_std = np.full(act_dim, -0.5)
        self.vw = np.zeros(obs_dim)

    def log_prob(self, obs, act):
        z = (act - obs @ self.K) / np.exp(self.log_std)
        return -0.5 * (z ** 2).sum(1) - self.log_std.sum() - 0.5 * act.shape[1] * np.log(2 * np.pi)


def ppo_loss(agent, obs, act, old_logp, adv, ret):
    ratio = np.exp(agent.log_prob(obs, act) - old_logp)
    clipped = np.clip(ratio, 1 - CLIP, 1 + CLIP)
    pg = -np.minimum(ratio * adv, clipped * adv).mean()
    vf = 0.5 * np.mean((obs @ agent.vw - ret) ** 2)
    return pg + VF_COEF * vf


def ppo_grads(agent, obs, act, old_logp, adv, ret):
    n = len(obs)
    std = np.exp(agent.log_std)
    z = (act - obs @ agent.K) / std
    ratio = np.exp(agent.log_prob(obs, act) - old_logp)
    # the min picks the constant (clipped) branch here
    frozen = ((adv > 0) & (ratio > 1 + CLIP)) | ((adv < 0) & (ratio < 1 - CLIP))
    g_logp = np.where(frozen, 0.0, -adv * ratio) / n
    dK = obs.T @ (g_logp[:, None] * z / std)
    dlog_std = g_logp @ (z ** 2 - 1)
    dvw = VF_COEF * obs.T @ (obs @ agent.vw - ret) / n
    return dK, dlog_std, dvw


def main():
    rng = np.random.default_rng(46)
    target = rng.normal(size=(3, 2))
    agent = Agent(3, 2)
    for it in range(60):
        obs = rng.normal(size=(128, 3))
        act = obs @ agent.K + np.exp(agent.log_std) * rng.normal(size=(128, 2))
        rew = -((act - obs @ target) ** 2).sum(1)
        adv = rew - obs @ agent.vw
        adv = (adv - adv.mean()) / (adv.std() + 1e-8)
        old = agent.log_prob(obs, act)
        for _ in range(5):
            dK, ds, dv = ppo_grads(agent, obs, act, old, adv, rew)
            agent.K -= 0.1 * dK
            agent.log_std -= 0.05 * ds
            agent.vw -= 0.1 * dv
        if it % 20 == 0:
            print("iter %d reward %.3f" % (it, rew.mean()))


if __name__ == "__main__":
    main()
