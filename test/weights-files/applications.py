"""Saves weights of keras.applications in every layout, with what the networks compute of them.

Standard input: {"folder", "networks": [{"name", "arguments", "shift"}]}
Last line of standard output: [{"name", "paths": {"legacy", "notop", "keras3", "keras", "h5"}, "image": {"shape", "data"}, "output"}]
"""

import json
import os
import sys

import h5py
import keras
import numpy as np
from keras.src.legacy.saving import legacy_h5_format


def draw(model, images, shift):
    """
    Draws every weight and bias; statistics are those of the images, so that no signal dies or drowns on its way. Biases are
    large beside scales, and images many, because rounding errors would grow from layer to layer else.
    """
    random = np.random.default_rng(1)
    for layer in model.layers:
        if isinstance(layer, keras.layers.Normalization):
            continue
        for weight in layer.weights:
            shape, name = weight.shape, weight.name
            if name == "gamma":
                weight.assign(random.uniform(0.5, 0.9, shape))
            elif len(shape) == 1:
                weight.assign(random.normal(0, shift, shape))
            else:
                summed = shape[:2] if shape[-1] == 1 else shape[:-1]
                weight.assign(random.normal(0, np.sqrt(2 / np.prod(summed)), shape))
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.momentum = 0
    model(images, training=True)


def save_legacy(model, path):
    """As the files lie that keras.applications downloads."""
    with h5py.File(path, "w") as file:
        legacy_h5_format.save_weights_to_hdf5_group(file, model)


def written(folder, asked):
    name, given = asked["name"], asked["arguments"]
    build = getattr(keras.applications, name)
    model = build(weights=None, **given)
    images = np.random.default_rng(2).random((48, *given["input_shape"]), dtype="float32")
    # EfficientNet brings its images to 0 to 1 itself.
    own = 255 if any(isinstance(layer, keras.layers.Rescaling) for layer in model.layers) else 1
    draw(model, images * np.float32(own), asked["shift"])
    ends = {"legacy": "h5", "notop": "notop.h5", "keras3": "weights.h5", "keras": "keras", "h5": "model.h5"}
    paths = {key: os.path.join(folder, f"{name}.{end}") for key, end in ends.items()}
    save_legacy(model, paths["legacy"])
    headless = {key: value for key, value in given.items() if key != "classes"}
    save_legacy(build(weights=None, include_top=False, **headless), paths["notop"])
    model.save_weights(paths["keras3"])
    model.save(paths["keras"])
    model.save(paths["h5"])
    seen = images[:3]
    output = model(seen * np.float32(own), training=False)
    return {
        "name": name,
        "paths": paths,
        "image": {"shape": seen.shape, "data": seen.ravel().tolist()},
        "output": np.asarray(output).ravel().tolist(),
    }


asked = json.load(sys.stdin)
print(json.dumps([written(asked["folder"], one) for one in asked["networks"]]))
