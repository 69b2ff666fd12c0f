# expect: LBZ201 line 48
""" Policy gradients (REINFORCE) on a toy corridor, one hidden relu layer, no gym needed. """
import numpy as np

# hyperparameters
H = 12             # number of hidden layer neurons
batch_size = 5     # every how many episodes to do a param update?
learning_rate = 2e-2
gamma = 0.97       # discount factor for reward
decay_rate = 0.9   # decay factor for RMSProp leaky sum of grad^2
D = 4              # input dimensionality

rng = np.random.RandomState(0)
model = {}
model['W1'] = rng.randn(H, D) / np.sqrt(D)  # "Xavier" initialization
model['W2'] = rng.randn(H) / np.sqrt(H)

grad_buffer = {k: np.zeros_like(v) for k, v in model.items()}     # update buffers that add up gradients over a batch
rmsprop_cache = {k: np.zeros_like(v) for k, v in model.items()}   # rmsprop memory


def sigmoid(x):
    return 1.0 / (1.0 + np.exp(-x))  # sigmoid "squashing" function to interval [0,1]


def discount_rewards(r):
    """ take 1D float array of rewards and compute discounted reward """
    discounted_r = np.zeros_like(r)
    running_add = 0
    for t in reversed(range(0, r.size)):
        running_add = running_add * gamma + r[t]
        discounted_r[t] = running_add
    return discounted_r


def policy_forward(x):
    h = np.dot(model['W1'], x)
    h[h < 0] = 0  # ReLU nonlinearity
    logp = np.dot(model['W2'], h)
    p = sigmoid(logp)
    return p, h  # return probability of going right, and hidden state


def policy_backward(epx, eph, epdlogp):
    """ backward pass. (eph is array of intermediate hidden states) """
    dW2 = np.dot(eph.T, epdlogp).ravel()
    dh = np.outer(epdlogp, model['W2'])
    dh[eph > 0] = 0  # backpro prelu
    dW1 = np.dot(dh.T, epx)
    return {'W1': dW1, 'W2': dW2}


def observe(pos, length=6):
    s = pos / float(length)
    return np.array([1.0, s, s * s, float(pos % 2)])


def play():
    pos = 2
    xs, hs, dlogps, drs = [], [], [], []
    for t in range(25):
        x = observe(pos)
        aprob, h = policy_forward(x)
        y = 1 if rng.uniform() < aprob else 0  # a "fake label"
        # grad that encourages the action that was taken to be taken
        xs.append(x)
        hs.append(h)
        dlogps.append(y - aprob)
        pos += 1 if y else -1
        if pos >= 6:
            drs.append(1.0)
            break
        if pos <= 0:
            drs.append(-1.0)
            break
        drs.append(0.0)
    return np.vstack(xs), np.vstack(hs), np.vstack(dlogps), np.array(drs)


running_reward = None
for episode_number in range(1, 201):
    epx, eph, epdlogp, epr = play()
    discounted_epr = discount_rewards(epr)
    # discounted_epr -= np.mean(discounted_epr)

    epdlogp = epdlogp * discounted_epr[:, None]  # modulate the gradient with advantage
    grad = policy_backward(epx, eph, epdlogp)
    for k in model:
        grad_buffer[k] += grad[k]  # accumulate grad over batch

    # perform rmsprop parameter update every batch_size episodes (ascent: + )
    if episode_number % batch_size == 0:
        for k, v in model.items():
            g = grad_buffer[k]  # sampled gradient of the expected return
            rmsprop_cache[k] = decay_rate * rmsprop_cache[k] + (1 - decay_rate) * g ** 2
            model[k] += learning_rate * g / (np.sqrt(rmsprop_cache[k]) + 1e-5)
            grad_buffer[k] = np.zeros_like(v)  # reset batch gradient buffer

    reward_sum = epr.sum()
    running_reward = reward_sum if running_reward is None else running_reward * 0.95 + reward_sum * 0.05
    if episode_number % 50 == 0:
        print('ep %d: running mean: %f' % (episode_number, running_reward))
