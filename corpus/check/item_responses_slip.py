# expect: LBZ201 line 28
import numpy as np


def sigmoid(t):
    return 1.0 / (1.0 + np.exp(-t))


def item_response_model(ability, log_disc, difficulty):
    """2PL model: P(correct) = sigmoid(a_j * (theta_i - b_j)), a_j = exp(log_disc_j)."""
    a = np.exp(log_disc)
    gap = ability[:, None] - difficulty[None, :]
    return a, gap, sigmoid(a * gap)


def neg_log_posterior(ability, log_disc, difficulty, answers):
    a, gap, p = item_response_model(ability, log_disc, difficulty)
    ll = np.sum(answers * np.log(p) + (1 - answers) * np.log1p(-p))
    prior = 0.5 * np.sum(ability ** 2) + 2.0 * np.sum(log_disc ** 2) + 0.125 * np.sum(difficulty ** 2)
    return prior - ll


def gradients(ability, log_disc, difficulty, answers):
    a, gap, p = item_response_model(ability, log_disc, difficulty)
    err = p - answers                       # students x items
    g_ability = (err * a).sum(axis=1) + ability
    g_difficulty = -(err * a).sum(axis=0) + 0.25 * difficulty
    g_log_disc = (err * gap).sum(axis=0) + 4.0 * log_disc
    return g_ability, g_log_disc, g_difficulty


if __name__ == "__main__":
    rng = np.random.default_rng(360)
    n_students, n_items = 40, 12
    th, la, b = rng.normal(size=n_students), 0.3 * rng.normal(size=n_items), rng.normal(size=n_items)
    answers = (rng.random((n_students, n_items)) < item_response_model(th, la, b)[2]).astype(float)
    ability, log_disc, difficulty = np.zeros(n_students), np.zeros(n_items), np.zeros(n_items)
    for sweep in range(150):
        ga, gd, gb = gradients(ability, log_disc, difficulty, answers)
        ability = ability - 0.05 * ga
        log_disc = log_disc - 0.02 * gd
        difficulty = difficulty - 0.05 * gb
    print("objective", neg_log_posterior(ability, log_disc, difficulty, answers))
    print("corr ability", np.corrcoef(ability, th)[0, 1])
    print("corr difficulty", np.corrcoef(difficulty, b)[0, 1])
