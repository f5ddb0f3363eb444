"""Draws weights for a network, so that it computes something of every one of them."""

import keras
import numpy as np


def weights_of(model):
    """EfficientNet's normalization of the images is no part of ours."""
    normalizing = [
        id(weight)
        for layer in model.layers
        if isinstance(layer, keras.layers.Normalization)
        for weight in layer.weights
    ]
    return [weight for weight in model.weights if id(weight) not in normalizing]


def draw(model, images):
    """Draws every weight and bias; statistics are those of the images, so that no signal dies or drowns on its way."""
    random = np.random.default_rng(1)
    for weight in weights_of(model):
        shape, name = weight.shape, weight.name
        if name == "gamma":
            weight.assign(random.uniform(0.75, 1.25, shape))
        elif len(shape) == 1:
            weight.assign(random.normal(0, 0.2, shape))
        else:
            summed = shape[:2] if shape[-1] == 1 else shape[:-1]
            weight.assign(random.normal(0, np.sqrt(2 / np.prod(summed)), shape))
    for layer in model.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0
    model(images, training=True)
