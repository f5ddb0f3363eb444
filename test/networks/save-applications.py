"""Saves networks of keras.applications with drawn weights, each way that Keras has, with what they compute.

Standard input: {"folder", "models": [{"name", "size", "classes"}]}
Last line of standard output: [{"name", "params", "input": {"shape", "data"}, "output"}]
"""

import json
import os
import sys

import keras
import numpy as np
from drawing import draw

asked = json.load(sys.stdin)


def save(name, size, classes):
    model = getattr(keras.applications, name)(
        weights=None, input_shape=(size, size, 3), classes=classes
    )
    # Many, of large spots: among images that are alike a channel has hardly any variance, and rounding errors are large.
    spots = np.random.default_rng(2).uniform(0, 1, (48, 4, 4, 3)).astype("float32")
    many = spots.repeat(-(-size // 4), axis=1).repeat(-(-size // 4), axis=2)[:, :size, :size]
    # EfficientNet brings images to 0 to 1 itself.
    if any(isinstance(layer, keras.layers.Rescaling) for layer in model.layers):
        many *= 255
    draw(model, many)
    images = many[:4]
    for end in ("keras", "h5"):
        model.save(os.path.join(asked["folder"], f"{name}.{end}"))
    return {
        "name": name,
        "params": model.count_params(),
        "input": {"shape": images.shape, "data": images.ravel().tolist()},
        "output": np.asarray(model(images, training=False)).ravel().tolist(),
    }


print(json.dumps([save(**one) for one in asked["models"]]))
