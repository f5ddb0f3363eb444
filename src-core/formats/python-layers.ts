/** A layer that Keras has not, as a class for the file that needs it. */
export interface OwnLayer {
  /** The class that its kind's form names. */
  callee: string
  source: string
}

export const ownLayersInPython: readonly OwnLayer[] = [
  {
    callee: 'ChannelShuffle',
    source: `@keras.saving.register_keras_serializable()
class ChannelShuffle(layers.Layer):
    """Deals the channels of each group out to all groups, as in ShuffleNet."""

    def __init__(self, groups, **kwargs):
        super().__init__(**kwargs)
        self.groups = groups

    def call(self, x):
        *space, channels = x.shape[1:]
        x = ops.reshape(x, (-1, *space, self.groups, channels // self.groups))
        x = ops.swapaxes(x, -1, -2)
        return ops.reshape(x, (-1, *space, channels))

    def get_config(self):
        return {**super().get_config(), "groups": self.groups}`,
  },
  {
    callee: 'LocalResponseNormalization',
    source: `@keras.saving.register_keras_serializable()
class LocalResponseNormalization(layers.Layer):
    """Divides each value by the strength of the neighbouring channels."""

    def __init__(self, depth_radius=5, bias=1.0, alpha=1.0, beta=0.5, **kwargs):
        super().__init__(**kwargs)
        self.depth_radius = depth_radius
        self.bias = bias
        self.alpha = alpha
        self.beta = beta

    def call(self, x):
        radius, channels = self.depth_radius, x.shape[-1]
        squares = ops.pad(ops.square(x), [(0, 0), (0, 0), (0, 0), (radius, radius)])
        strength = sum(squares[..., i : i + channels] for i in range(2 * radius + 1))
        return x / (self.bias + self.alpha * strength) ** self.beta

    def get_config(self):
        return {
            **super().get_config(),
            "depth_radius": self.depth_radius,
            "bias": self.bias,
            "alpha": self.alpha,
            "beta": self.beta,
        }`,
  },
]
